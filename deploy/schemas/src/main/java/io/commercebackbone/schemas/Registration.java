package io.commercebackbone.schemas;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Registers schemas under the rule that nobody who reads or writes by what is registered is broken. Safe to repeat. */
final class Registration {

    private final Registry registry;

    Registration(Registry registry) {
        this.registry = registry;
    }

    /**
     * Registers each; a refused one keeps none of the others from being registered.
     *
     * @throws RegistryProblem if the registry does not answer as it should; some may be registered then
     */
    List<Outcome> register(List<EventSchema> schemas) {
        registry.guard();
        return schemas.stream().map(this::register).toList();
    }

    private Outcome register(EventSchema schema) {
        String content = schema.registrable();
        boolean there = registry.latest(schema.event())
                .filter(JsonMapper.shared().readTree(content)::equals)
                .isPresent();
        return there ? new Outcome.Unchanged(schema.event()) : registry.register(schema.event(), content);
    }
}
