package io.commercebackbone.http.description;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Objects;

/** An operation's error answers: one per status, in which each code has an example. */
final class ProblemAnswers {

    private static final String JSON = "application/problem+json";
    private static final String SCHEMA = "Problem";
    private static final String RETRY_AFTER = "Retry-After";

    private ProblemAnswers() {}

    /** A refusal of one operation. */
    static void add(ApiResponses answers, DescribedProblem problem) {
        add(answers, problem, problem.example());
    }

    /** A refusal that is shown among the components; if it is the only one of its status, so is the answer. */
    static void refer(ApiResponses answers, DescribedProblem problem) {
        if (answers.containsKey(problem.statusCode())) {
            add(answers, problem, new Example().$ref(problem.code()));
        } else {
            answers.addApiResponse(problem.statusCode(), new ApiResponse().$ref(problem.code()));
        }
    }

    /** Shows what operations refer to. */
    static void show(Components components) {
        components.addSchemas(SCHEMA, schema());
        components.addHeaders(
                RETRY_AFTER,
                new Header()
                        .description("Seconds after which it is worth trying again; not there if it never is")
                        .schema(new IntegerSchema()));
        for (CommonProblem common : CommonProblem.ALL) {
            DescribedProblem problem = common.problem();
            components.addExamples(problem.code(), problem.example());
            ApiResponses answers = new ApiResponses();
            add(answers, problem, new Example().$ref(problem.code()));
            components.addResponses(problem.code(), answers.get(problem.statusCode()));
        }
    }

    private static void add(ApiResponses answers, DescribedProblem problem, Example example) {
        ApiResponse answer = writtenOut(answers, problem);
        answer.setDescription(
                answer.getDescription() == null
                        ? problem.status().getReasonPhrase() + ": " + problem.code()
                        : answer.getDescription() + ", " + problem.code());
        Objects.requireNonNull(answer.getContent().get(JSON)).addExamples(problem.code(), example);
        if (problem.retryAfter()) {
            answer.addHeaderObject(RETRY_AFTER, new Header().$ref(RETRY_AFTER));
        }
    }

    /** The answer of that status, to which something can be added: not one that is only referred to. */
    private static ApiResponse writtenOut(ApiResponses answers, DescribedProblem problem) {
        ApiResponse present = answers.get(problem.statusCode());
        if (present != null && present.get$ref() == null) {
            return present;
        }
        MediaType type = new MediaType().schema(new Schema<>().$ref(SCHEMA));
        ApiResponse answer = new ApiResponse().content(new Content().addMediaType(JSON, type));
        answers.addApiResponse(problem.statusCode(), answer);
        if (present != null) {
            CommonProblem.ALL.stream()
                    .map(CommonProblem::problem)
                    .filter(common -> present.get$ref().endsWith("/" + common.code()))
                    .forEach(common -> refer(answers, common));
        }
        return answer;
    }

    private static Schema<?> schema() {
        Schema<Object> error = object("field", "message");
        error.addProperty("field", new StringSchema());
        error.addProperty("message", new StringSchema());
        Schema<Object> problem = object("type", "title", "status", "detail", "code", "traceId");
        problem.setDescription("Why a call was refused, as RFC 9457 has it");
        problem.addProperty("type", new StringSchema().description("The code as a URN"));
        problem.addProperty("title", new StringSchema().description("The status in words"));
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("For people to read"));
        problem.addProperty("instance", new StringSchema().description("The path that was called"));
        problem.addProperty("code", new StringSchema().description("What clients can rely on"));
        problem.addProperty("traceId", new StringSchema().description("Where we look for what happened"));
        problem.addProperty(
                "errors", new ArraySchema().items(error).description("Which fields are not valid, and why"));
        return problem;
    }

    private static Schema<Object> object(String... required) {
        Schema<Object> object = new ObjectSchema();
        object.setRequired(List.of(required));
        return object;
    }
}
