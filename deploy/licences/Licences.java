import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Writes {@code docs/licences.md} from the SBOMs of the last build: {@code java deploy/licences/Licences.java} in the
 * project's directory. With {@code --check} it writes nothing and fails when the file is not what it would write.
 */
public final class Licences {

    private static final String OURS = "io.commercebackbone";

    private Licences() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Set<String>> byLicence = new TreeMap<>();
        for (Path bom : boms()) {
            NodeList components = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(bom.toFile())
                    .getElementsByTagNameNS("*", "component");
            for (int i = 0; i < components.getLength(); i++) {
                Element component = (Element) components.item(i);
                if (!OURS.equals(text(component, "group"))) {
                    String name = text(component, "group") + ":" + text(component, "name") + ":" + text(component, "version");
                    byLicence.computeIfAbsent(licence(component), it -> new TreeSet<>()).add(name);
                }
            }
        }
        Path file = Path.of("docs/licences.md");
        String list = list(byLicence);
        if (arguments.length == 0) {
            Files.writeString(file, list);
        } else if (!Files.exists(file) || !Files.readString(file).equals(list)) {
            System.err.println("docs/licences.md is not what is built: run java deploy/licences/Licences.java");
            System.exit(1);
        }
    }

    private static List<Path> boms() throws IOException {
        List<Path> boms = new ArrayList<>();
        try (Stream<Path> modules = Files.list(Path.of(""))) {
            modules.map(it -> it.resolve("target/classes/META-INF/sbom/application.cdx.xml"))
                    .filter(Files::exists)
                    .sorted()
                    .forEach(boms::add);
        }
        if (boms.isEmpty()) {
            throw new IOException("no SBOM: build first, in the project's directory");
        }
        return boms;
    }

    private static String list(Map<String, Set<String>> byLicence) {
        StringBuilder list = new StringBuilder("""
                # Licences

                What the deployables contain, by licence; several licences of one library are joined as it offers them.
                Made from their SBOMs (`META-INF/sbom/application.cdx.json` in each jar) by `java deploy/licences/Licences.java`.
                """);
        byLicence.forEach((licence, names) -> {
            list.append("\n## ").append(licence).append("\n\n");
            names.forEach(name -> list.append("- ").append(name).append('\n'));
        });
        return list.toString();
    }

    private static String licence(Element component) {
        Set<String> names = new TreeSet<>();
        for (Element licences : children(component, "licenses")) {
            children(licences, "expression").forEach(it -> names.add(it.getTextContent().strip()));
            for (Element licence : children(licences, "license")) {
                String id = text(licence, "id");
                names.add(id.isEmpty() ? text(licence, "name") : id);
            }
        }
        return names.isEmpty() ? "none stated" : String.join(", ", names);
    }

    private static String text(Element element, String child) {
        List<Element> found = children(element, child);
        return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
    }

    private static List<Element> children(Element element, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && name.equals(child.getLocalName())) {
                found.add(child);
            }
        }
        return found;
    }
}
