package io.commercebackbone.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ProblemAnswersTests {

    private static final DescribedProblem FULL = new DescribedProblem(HttpStatus.CONFLICT, "full", "It is full", false);
    private static final DescribedProblem BUSY = new DescribedProblem(HttpStatus.CONFLICT, "busy", "It is busy", true);
    private static final DescribedProblem KEY =
            new DescribedProblem(HttpStatus.CONFLICT, "idempotency-key-in-flight", "It runs", true);

    private final ApiResponses answers = new ApiResponses();

    @Test
    void theOnlyOneOfItsStatusIsReferredTo() {
        ProblemAnswers.refer(answers, KEY);

        assertThat(conflict().get$ref()).isEqualTo("#/components/responses/idempotency-key-in-flight");
    }

    @Test
    void oneAnswerPerStatusShowsAllOfItsCodes() {
        ProblemAnswers.add(answers, FULL);
        ProblemAnswers.add(answers, BUSY);
        ProblemAnswers.refer(answers, KEY);

        assertThat(examples()).containsOnlyKeys("full", "busy", "idempotency-key-in-flight");
        assertThat(conflict().getDescription()).isEqualTo("Conflict: full, busy, idempotency-key-in-flight");
        assertThat(conflict().getHeaders()).containsOnlyKeys("Retry-After");
    }

    @Test
    void whatWasReferredToIsWrittenOutWhenAnotherComes() {
        ProblemAnswers.refer(answers, KEY);
        ProblemAnswers.add(answers, FULL);

        assertThat(conflict().get$ref()).isNull();
        assertThat(examples()).containsOnlyKeys("idempotency-key-in-flight", "full");
    }

    @Test
    void nobodyIsToldToTryAgainWhoNeedNot() {
        ProblemAnswers.add(answers, FULL);

        assertThat(conflict().getHeaders()).isNull();
    }

    @Test
    void everythingThatCanBeReferredToIsShownOnce() {
        Components components = new Components();
        ProblemAnswers.show(components);

        assertThat(components.getSchemas()).containsOnlyKeys("Problem");
        assertThat(CommonProblem.ALL).allSatisfy(common -> {
            assertThat(components.getResponses()).containsKey(common.problem().code());
            assertThat(components.getExamples()).containsKey(common.problem().code());
        });
    }

    private ApiResponse conflict() {
        return Objects.requireNonNull(answers.get("409"));
    }

    private Map<String, ?> examples() {
        MediaType type = conflict().getContent().get("application/problem+json");
        return Objects.requireNonNull(type).getExamples();
    }
}
