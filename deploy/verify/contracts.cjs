// Has Specmatic send generated requests to each service, through a proxy that judges what is answered: nothing may be
// answered that the service's description does not say, nothing of 5xx, and nothing that tells of the inside.
const http = require('http');
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { randomUUID } = require('crypto');
const Ajv = require('ajv');
const formats = require('ajv-formats');

const [java, root, home, ...addresses] = process.argv.slice(2);
const urls = Object.fromEntries(addresses.map((address) => address.split(/=(.*)/)));
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INSIDE = /\bat [\w.$]+\([\w.]+:\d+\)|[a-z]\w*\.[A-Z]\w*Exception|io\.commercebackbone|\bselect .+ from |\binsert into /i;
/** Of what may be left out, and of what may be wrong, in one request: all of them would be tens of thousands. */
const COMBINATIONS = 8;
const FIELDS = { productId: 'products', orderId: 'orders', couponId: 'mine' };

/** Ids of what was made, by collection: every second request asks for one of these instead of for nothing that is there. */
const known = {};
const turns = {};
const user = randomUUID();

/** OpenAPI 3.0 says of a limit whether it is exclusive, JSON Schema says it with another limit. */
function withoutFlags(node) {
    if (node && typeof node === 'object') {
        if (node.exclusiveMinimum === false) delete node.exclusiveMinimum;
        if (node.exclusiveMaximum === false) delete node.exclusiveMaximum;
        Object.values(node).forEach(withoutFlags);
    }
    return node;
}

class Description {
    constructor(file) {
        this.root = withoutFlags(JSON.parse(fs.readFileSync(file, 'utf8')));
        this.ajv = formats(new Ajv({ strict: false, allErrors: false, validateSchema: false }));
        for (const number of ['int32', 'int64', 'float', 'double']) this.ajv.addFormat(number, true);
        this.ajv.addSchema(this.root, 'api');
        this.operations = Object.entries(this.root.paths)
            .flatMap(([template, methods]) =>
                Object.entries(methods).map(([method, node]) => ({
                    name: `${method.toUpperCase()} ${template}`,
                    method: method.toUpperCase(),
                    template,
                    segments: template.split('/'),
                    pointer: ['paths', template, method],
                    node,
                })),
            )
            .sort((a, b) => a.template.split('{').length - b.template.split('{').length);
    }

    operation(method, pathname) {
        const asked = pathname.split('/');
        return this.operations.find(
            (it) =>
                it.method === method &&
                it.segments.length === asked.length &&
                it.segments.every((segment, i) => segment.startsWith('{') || segment === asked[i]),
        );
    }

    /** What a node says, or what it refers to, and where that is. */
    resolved(pointer) {
        const node = pointer.reduce((at, key) => at && at[key], this.root);
        return node && node.$ref ? this.resolved(node.$ref.slice(2).split('/')) : { node, pointer };
    }

    /** What is wrong with an answer; empty if nothing. */
    faults(operation, status, type, body) {
        const { node: answer, pointer } = this.resolved([...operation.pointer, 'responses', String(status)]);
        if (!answer) return [`${status} is not described`];
        const contents = Object.keys(answer.content || {});
        if (contents.length === 0) return body.length ? [`${status} has a body, and none is described`] : [];
        if (!contents.includes(type)) return [`${status} is ${type || 'of no type'} instead of ${contents}`];
        const at = [...pointer, 'content', type];
        let data;
        try {
            data = JSON.parse(body);
        } catch {
            return [`${status} is no JSON`];
        }
        return [...this.schemaFaults(at, status, data), ...this.codeFaults(at, status, data)];
    }

    schemaFaults(at, status, data) {
        const key = [...at, 'schema'].map((it) => encodeURIComponent(it.replace(/~/g, '~0').replace(/\//g, '~1')));
        const validate = this.ajv.getSchema(`api#/${key.join('/')}`);
        return validate(data) ? [] : [`${status} is not what its schema says: ${this.ajv.errorsText(validate.errors)}`];
    }

    /** A problem's code is one of those that its examples show. */
    codeFaults(at, status, data) {
        if (!at.at(-1).includes('problem')) return [];
        const examples = this.resolved(at).node.examples || {};
        const codes = Object.keys(examples).map((name) => this.resolved([...at, 'examples', name]).node.value.code);
        return codes.includes(data.code) ? [] : [`${status} with the code ${data.code}, which is not described`];
    }
}

async function token(service) {
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (service === 'demo') {
        form.set('user', user);
        form.set('roles', 'admin');
    }
    const basic = Buffer.from(`${service}:${service}`).toString('base64');
    const answer = await fetch(`${urls.issuer}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: form,
    });
    return (await answer.json()).access_token;
}

/** Every second time something that is there. */
function alive(collection, id) {
    const ids = known[collection];
    if (!ids || !UUID.test(id)) return id;
    turns[collection] = (turns[collection] || 0) + 1;
    return turns[collection] % 2 ? ids.at(-1) : id;
}

function pathOf(operation, url) {
    if (!operation) return url.pathname + url.search;
    const given = url.pathname.split('/');
    const segments = operation.segments.map((segment, i) =>
        segment.startsWith('{') ? alive(operation.segments[i - 1], given[i]) : given[i],
    );
    const query = new URLSearchParams(url.search);
    if (UUID.test(query.get('orderId') || '')) query.set('orderId', alive('orders', query.get('orderId')));
    return segments.join('/') + (url.search ? `?${query}` : '');
}

function bodyOf(body) {
    try {
        return Buffer.from(
            JSON.stringify(JSON.parse(body), (key, value) =>
                FIELDS[key] && typeof value === 'string' ? alive(FIELDS[key], value) : value,
            ),
        );
    } catch {
        return body;
    }
}

function remember(operation, body) {
    try {
        const { id, shipmentId } = JSON.parse(body);
        if (UUID.test(shipmentId)) (known.shipments ||= []).push(shipmentId);
        const collection = operation.segments.filter((it) => !it.startsWith('{')).at(-1);
        const name = { issue: 'mine' }[collection] || collection;
        if (operation.method === 'POST' && UUID.test(id)) (known[name] ||= []).push(id);
    } catch {
        // no object
    }
}

/** Specmatic's requests go here. */
function judge(service, description, tokens, seen) {
    return http.createServer((request, response) => {
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk));
        request.on('end', () => {
            const url = new URL(request.url, 'http://proxy');
            const operation = description.operation(request.method, url.pathname);
            const body = bodyOf(Buffer.concat(chunks));
            const headers = { ...request.headers, host: new URL(urls[service]).host };
            const internal = url.pathname.startsWith('/internal');
            headers.authorization = `Bearer ${internal ? tokens.internal : tokens.user}`;
            delete headers['transfer-encoding'];
            headers['content-length'] = body.length;
            const onward = http.request(
                urls[service] + pathOf(operation, url),
                { method: request.method, headers },
                (answer) => {
                    const parts = [];
                    answer.on('data', (part) => parts.push(part));
                    answer.on('end', () => {
                        const text = Buffer.concat(parts).toString();
                        const type = (answer.headers['content-type'] || '').split(';')[0];
                        if (operation) seen(operation, answer.statusCode, type, text, body.toString());
                        response.writeHead(answer.statusCode, answer.headers);
                        response.end(text);
                    });
                },
            );
            onward.on('error', (error) => {
                if (operation) seen(operation, 0, '', String(error), body.toString());
                response.writeHead(502);
                response.end();
            });
            onward.end(body);
        });
    });
}

function specmatic(service, file, port) {
    const directory = path.join(home, service);
    fs.mkdirSync(directory, { recursive: true });
    fs.writeFileSync(
        path.join(directory, 'specmatic.yaml'),
        `version: 2\ncontracts:\n  - provides:\n      - ${file}\ntest:\n  timeoutInMilliseconds: 120000\n  maxTestRequestCombinations: ${COMBINATIONS}\n  resiliencyTests:\n    enable: all\n`,
    );
    const log = fs.openSync(path.join(directory, 'specmatic.log'), 'w');
    const jar = path.join(home, 'node_modules/specmatic/specmatic.jar');
    const run = spawn(java, ['-Xmx1g', '-jar', jar, 'test', `--testBaseURL=http://127.0.0.1:${port}`], {
        cwd: directory,
        stdio: ['ignore', log, log],
    });
    return new Promise((resolve) => run.on('exit', resolve));
}

async function contract(service) {
    const file = path.join(root, service, 'src/main/openapi', `${service}.json`);
    const description = new Description(file);
    const tokens = { user: await token('demo'), internal: await token('order-service') };
    const findings = new Map();
    const counts = new Map();
    let requests = 0;
    const seen = (operation, status, type, text, sent) => {
        requests++;
        if (status >= 200 && status < 300) remember(operation, text);
        counts.set(operation.name, { ...counts.get(operation.name), [status]: true });
        const faults = status === 0 || status >= 500 ? [`answered ${status}`] : description.faults(operation, status, type, text);
        if (INSIDE.test(text)) faults.push('tells of the inside');
        for (const fault of faults) {
            const key = `${operation.name}: ${fault}`;
            const first = findings.get(key) || { times: 0, sent, answered: text };
            findings.set(key, { ...first, times: first.times + 1 });
        }
    };
    const server = judge(service, description, tokens, seen);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    await specmatic(service, file, server.address().port);
    server.close();
    server.closeAllConnections();

    const granted = [...counts.values()].filter((it) => Object.keys(it).some((status) => status.startsWith('2')));
    const missed = description.operations.map((it) => it.name).filter((name) => !counts.has(name));
    console.log(
        `${service}: ${requests} requests, ${counts.size} of ${description.operations.length} operations, ` +
            `${granted.length} of them granted, ${findings.size} findings`,
    );
    missed.forEach((name) => console.log(`  not asked for: ${name}`));
    for (const [what, { times, sent, answered }] of findings) {
        console.log(`  ${what} (${times} times)\n    sent ${sent.slice(0, 300)}\n    answered ${answered.slice(0, 300)}`);
    }
    return findings.size === 0 && missed.length === 0;
}

(async () => {
    let good = true;
    for (const service of Object.keys(urls).filter((it) => it !== 'issuer')) {
        good = (await contract(service)) && good;
    }
    process.exit(good ? 0 : 1);
})();
