package dev.visor.store.file;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.visor.attack.GradientCheck;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Rate;
import dev.visor.face.Identity;
import java.io.IOException;

/** The forms of the values that are not simply their components. */
final class ResultsModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    ResultsModule() {
        super("visor-results");
        addSerializer(new Writer<>(Identity.class, (person, out) -> out.writeString(person.name())));
        addDeserializer(Identity.class, new IdentityReader());
        addKeySerializer(
                Identity.class, new Writer<>(Identity.class, (person, out) -> out.writeFieldName(person.name())));
        addKeyDeserializer(Identity.class, new IdentityKeyReader());
        addSerializer(new Writer<>(Rate.class, ResultsModule::write));
        addSerializer(new Writer<>(GoodnessScore.class, ResultsModule::write));
        setMixInAnnotation(Rate.class, RateDerived.class);
        setMixInAnnotation(GoodnessScore.class, GoodnessScoreDerived.class);
        setMixInAnnotation(GradientCheck.class, GradientCheckDerived.class);
    }

    @JsonIgnoreProperties({"rate", "low", "high"})
    private interface RateDerived {}

    @JsonIgnoreProperties("goodness")
    private interface GoodnessScoreDerived {}

    @JsonIgnoreProperties("sound")
    private interface GradientCheckDerived {}

    private static final class IdentityReader extends StdDeserializer<Identity> {
        private static final long serialVersionUID = 1L;

        IdentityReader() {
            super(Identity.class);
        }

        @Override
        public Identity deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (!in.hasToken(JsonToken.VALUE_STRING) || in.getText().isBlank()) {
                return (Identity) context.handleWeirdStringValue(
                        Identity.class, in.getText(), "the name of a person must be a string and not blank");
            }
            return new Identity(in.getText());
        }
    }

    private static final class IdentityKeyReader extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) throws IOException {
            return key.isBlank()
                    ? context.handleWeirdKey(Identity.class, key, "the name of a person must not be blank")
                    : new Identity(key);
        }
    }

    private static void write(Rate rate, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("hits", rate.hits());
        out.writeNumberField("trials", rate.trials());
        if (rate.trials() == 0) {
            out.writeNullField("rate");
        } else {
            out.writeNumberField("rate", rate.value());
        }
        out.writeNumberField("low", rate.low());
        out.writeNumberField("high", rate.high());
        out.writeEndObject();
    }

    private static void write(GoodnessScore score, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("cleanReal", score.cleanReal());
        out.writeNumberField("adversarialReal", score.adversarialReal());
        out.writeNumberField("adversarialTarget", score.adversarialTarget());
        out.writeNumberField("goodness", score.value());
        out.writeEndObject();
    }

    /** Writes a value in one of the forms above. */
    private static final class Writer<T> extends StdSerializer<T> {

        private static final long serialVersionUID = 1L;

        private final transient Form<T> form;

        Writer(Class<T> type, Form<T> form) {
            super(type);
            this.form = form;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            form.write(value, out);
        }
    }

    private interface Form<T> {

        void write(T value, JsonGenerator out) throws IOException;
    }
}
