package dev.visor.service.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {

    @TempDir
    Path dir;

    @Test
    void aSecretIsKnownButNotKept() throws IOException {
        ApiKeys.Made first = ApiKeys.NONE.with("door", EnumSet.of(Right.IDENTIFY));
        ApiKeys.Made both = first.keys().with("desk", EnumSet.of(Right.IDENTIFY, Right.ADMIN));
        Path file = dir.resolve("keys.json");
        both.keys().write(file);
        assertThat(Files.readString(file))
                .doesNotContain(first.secret().substring(6), both.secret().substring(6));
        ApiKeys read = ApiKeys.read(file);
        assertThat(read).isEqualTo(both.keys());
        assertThat(read.of(first.secret()).orElseThrow().name()).isEqualTo("door");
        assertThat(read.of(both.secret()).orElseThrow().rights())
                .containsExactlyInAnyOrder(Right.IDENTIFY, Right.ADMIN);
        assertThat(read.of(both.secret() + "x")).isEmpty();
        assertThat(read.of("")).isEmpty();
        assertThat(read.without("door").of(first.secret())).isEmpty();
    }

    @Test
    void everySecretAndSaltIsNew() {
        ApiKeys.Made first = ApiKeys.NONE.with("a", Set.of(Right.ADMIN));
        ApiKeys.Made second = first.keys().with("b", Set.of(Right.ADMIN));
        assertThat(first.secret()).startsWith("visor_").hasSize(49).isNotEqualTo(second.secret());
        assertThat(second.keys().keys()).extracting(ApiKeys.ApiKey::salt).doesNotHaveDuplicates();
    }

    @Test
    void badNamesAndFilesAreNamed() throws IOException {
        ApiKeys keys = ApiKeys.NONE.with("door", Set.of(Right.IDENTIFY)).keys();
        assertThatThrownBy(() -> keys.with("door", Set.of(Right.ADMIN)))
                .hasMessage("there is a key \"door\" already; remove it first");
        assertThatThrownBy(() -> keys.with("my door", Set.of(Right.ADMIN)))
                .hasMessageStartingWith("illegal name of a key: \"my door\", must be");
        assertThatThrownBy(() -> keys.without("dor"))
                .hasMessage("unknown key: \"dor\", must be one of [door] (did you mean \"door\"?)");
        Path file = dir.resolve("keys.json");
        Files.writeString(file, "{\"keys\": [{\"name\": \"a\"}]}");
        assertThatThrownBy(() -> ApiKeys.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ");
        Files.writeString(
                file, "{\"keys\": [{\"name\": \"a\", \"rights\": [\"ADMIN\"], \"salt\": \"1\", \"hash\": \"2\"}]}");
        assertThatThrownBy(() -> ApiKeys.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining("64 hexadecimal digits");
    }
}
