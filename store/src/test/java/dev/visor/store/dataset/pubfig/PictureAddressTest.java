package dev.visor.store.dataset.pubfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            http://a.org/x_y.jpg      ; http://a.org/x_y.jpg
            HTTP://a.org:81/x?y=1&z=2 ; HTTP://a.org:81/x?y=1&z=2
            http://a.org/x y          ; http://a.org/x%20y
            http://a.org/%41%zz%4     ; http://a.org/%41%25zz%254
            http://a.org/x[1]|{2}     ; http://a.org/x%5B1%5D%7C%7B2%7D
            http://a.org/\u00fc.jpg   ; http://a.org/%C3%BC.jpg
            http://a.org/x#part       ; http://a.org/x
            """)
    void encodesAsABrowserDoes(String text, String address) {
        assertThat(PictureAddress.parse(text)).contains(URI.create(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://a_b.org/", "http:///x", "file:///x", "x", "http://:80/"})
    void knowsWhatCannotBeAsked(String text) {
        assertThat(PictureAddress.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/y,http://a.org/y",
        "y z,http://a.org/x/y%20z",
        "//b.org/y,http://b.org/y",
        "https://b.org,https://b.org"
    })
    void followsRelativeAddresses(String location, String target) {
        assertThat(PictureAddress.follow(URI.create("http://a.org/x/1"), location))
                .contains(URI.create(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///x", "javascript:x", "mailto:x@a.org"})
    void followsToTheWebOnly(String location) {
        assertThat(PictureAddress.follow(URI.create("http://a.org/x/1"), location))
                .isEmpty();
    }
}
