package io.commercebackbone.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptionTests {

    @Test
    void isTheSameTextWhereverTheServiceRunsAndInWhateverOrderItSpeaks() {
        Description here = Description.read("""
                {"paths": {"/b": {}, "/a": {}}, "servers": [{"url": "http://localhost:1"}], "openapi": "3.0.1"}""");
        Description there = Description.read("""
                {"servers": [{"url": "http://localhost:2"}], "openapi": "3.0.1", "paths": {"/a": {}, "/b": {}}}""");

        assertThat(here.text())
                .isEqualTo(there.text())
                .doesNotContain("localhost")
                .endsWith("}\n");
    }
}
