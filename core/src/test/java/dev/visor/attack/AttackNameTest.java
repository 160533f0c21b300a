package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttackNameTest {

    @Test
    void shortNamesStay() {
        assertThat(AttackName.of("E001", new Identity("John_Simm"), Optional.of(new Identity("Bo O'Neil"))))
                .isEqualTo("E001_John_Simm_as_Bo_O_Neil");
        assertThat(AttackName.of("T1000", new Identity("Al"), Optional.empty())).isEqualTo("T1000_Al_dodging");
    }

    @Test
    void longNamesAreCutToReadablePartsAndStayDifferent() {
        Identity long1 = new Identity("Wilhelmine" + "a".repeat(120));
        Identity long2 = new Identity("Wilhelmine" + "a".repeat(119) + "b");
        Identity target = new Identity("Bo" + "\u674e".repeat(60));
        String one = AttackName.of("E001", long1, Optional.of(target));
        assertThat(one).matches("E001_Wilhelminea{60}_as_Bo\u674e{21}_[0-9a-f]{8}");
        assertThat(AttackName.of("E001", long2, Optional.of(target)))
                .startsWith(one.substring(0, one.length() - 8))
                .isNotEqualTo(one);
        assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(AttackName.LONGEST);
        assertThat(AttackName.of("E001", new Identity("a".repeat(165)), Optional.empty()))
                .isEqualTo("E001_" + "a".repeat(165) + "_dodging");
    }
}
