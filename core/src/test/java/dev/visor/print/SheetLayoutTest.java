package dev.visor.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.HatBand;
import dev.visor.face.Alignment;
import dev.visor.image.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SheetLayoutTest {

    private static PrintedAccessory printed(Accessory accessory, double eyeDistance) {
        return new PrintedAccessory(
                accessory.name(),
                accessory,
                AccessoryTexture.plain(new Color(0, 0, 1)),
                Alignment.ARCFACE.landmarks(112, 112),
                112,
                112,
                eyeDistance);
    }

    private static List<PrintedAccessory> usual() {
        return List.of("eyeglass frame", "hat band", "forehead sticker", "left cheek sticker", "face mask").stream()
                .map(name -> printed(Accessories.presets().get(name), 63))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Paper.class)
    void oneOfEachFitsWithoutOverlap(Paper paper) {
        List<PrintedAccessory> accessories = usual();
        SheetLayout layout = SheetLayout.of(paper, accessories);
        for (int i = 0; i < accessories.size(); i++) {
            SheetLayout.Place a = layout.places().get(i);
            assertThat(a.left()).isGreaterThanOrEqualTo(Paper.MARGIN + 1);
            assertThat(a.left() + accessories.get(i).width()).isLessThanOrEqualTo(paper.width() - Paper.MARGIN - 1);
            assertThat(a.top() + accessories.get(i).height()).isLessThan(layout.tableTop());
            for (int j = 0; j < i; j++) {
                SheetLayout.Place b = layout.places().get(j);
                boolean apart = a.left() + accessories.get(i).width() + 4 < b.left()
                        || b.left() + accessories.get(j).width() + 4 < a.left()
                        || a.top() + accessories.get(i).height() + 4 < b.top()
                        || b.top() + accessories.get(j).height() + 4 < a.top();
                assertThat(apart).as(i + " and " + j).isTrue();
            }
        }
        assertThat(layout.rulerTop()).isLessThan(paper.height() - Paper.MARGIN);
    }

    @Test
    void whatIsTooWideIsTurned() {
        SheetLayout layout = SheetLayout.of(Paper.A4, List.of(printed(HatBand.WIDE, 63)));
        assertThat(layout.places().get(0).turned()).isTrue();
        assertThat(SheetLayout.of(Paper.A4, List.of(printed(HatBand.DEFAULT, 63)))
                        .places()
                        .get(0)
                        .turned())
                .isFalse();
    }

    @Test
    void whatDoesNotFitIsRefusedInOneLine() {
        List<PrintedAccessory> many = new ArrayList<>(Collections.nCopies(5, usual().get(0)));
        assertThatThrownBy(() -> SheetLayout.of(Paper.A4, many))
                .hasMessageStartingWith("illegal sheet: eyeglass frame 149 x 39 mm, eyeglass frame")
                .hasMessageMatching(".* in 190 x 2\\d\\d mm, must be at most 190 x \\d+ mm on A4; name fewer"
                        + " accessories or larger paper");
        assertThatThrownBy(() -> SheetLayout.of(Paper.LETTER, List.of(printed(HatBand.WIDE, 80))))
                .hasMessageContaining("on Letter");
        assertThatThrownBy(() -> SheetLayout.of(Paper.A4, List.of()))
                .hasMessage("illegal number of accessories: 0, must be at least 1");
    }

    @Test
    void papersHaveNames() {
        assertThat(Paper.parse("A4")).isEqualTo(Paper.A4);
        assertThat(Paper.parse("letter")).isEqualTo(Paper.LETTER);
        assertThatThrownBy(() -> Paper.parse("a5")).hasMessage("illegal paper: \"a5\", must be a4 or letter");
    }
}
