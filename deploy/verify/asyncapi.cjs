// Prints what AsyncAPI's parser has against a document, and fails on errors and warnings.
const { Parser, fromFile } = require('@asyncapi/parser');

const WARNING = 1;
const NAMES = ['error', 'warning', 'info', 'hint'];

async function main(file) {
    const { document, diagnostics } = await fromFile(new Parser(), file).parse();
    for (const { severity, code, path, message } of diagnostics) {
        console.log(`${NAMES[severity]}: ${path.join('.')}: ${message} (${code})`);
    }
    if (!document || diagnostics.some(({ severity }) => severity <= WARNING)) {
        console.log(`${file} is no valid AsyncAPI document`);
        return 1;
    }
    const count = [document.channels(), document.operations(), document.allMessages()].map((all) => all.length);
    console.log(`${file}: AsyncAPI ${document.version()}, ${count[0]} channels, ${count[1]} operations, ${count[2]} messages`);
    return 0;
}

main(process.argv[2]).then(
    (code) => process.exit(code),
    (error) => {
        console.error(error.message);
        process.exit(1);
    },
);
