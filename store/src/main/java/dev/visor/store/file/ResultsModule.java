package dev.visor.store.file;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.visor.attack.alignment.Realignment;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.WearersResult;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.UnderMasks;
import dev.visor.face.Identity;
import dev.visor.setting.Cursor;
import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The forms of the values that are not simply their components. */
final class ResultsModule extends SimpleModule {

    private static final long serialVersionUID = 1L;
    private static final String ABSENT = "absent";

    /** What only attacks in photographs have, only many attacks, and only defenses that prove something. */
    private static final Set<Class<?>> PARTS = Set.of(
            Outcome.EndToEnd.class,
            Cell.EndToEndRates.class,
            Realignment.class,
            TarPack.Place.class,
            Example.InPhotograph.class,
            UnderMasks.class,
            PrintedRates.class,
            Declaration.class);

    ResultsModule() {
        super("visor-results");
        addSerializer(Identity.class, new IdentityWriter());
        addDeserializer(Identity.class, new IdentityReader());
        addKeySerializer(Identity.class, new IdentityKeyWriter());
        addKeyDeserializer(Identity.class, new IdentityKeyReader());
        addSerializer(Rate.class, new RateWriter());
        addSerializer(GoodnessScore.class, new GoodnessScoreWriter());
        addSerializer(SaliencyMaskConfig.class, new MaskWriter());
        addDeserializer(SaliencyMaskConfig.class, new MaskReader());
        setMixInAnnotation(Rate.class, RateDerived.class);
        setMixInAnnotation(GoodnessScore.class, GoodnessScoreDerived.class);
        setMixInAnnotation(ExperimentResults.class, ResultsForm.class);
        setMixInAnnotation(DataSummary.class, DataForm.class);
        setMixInAnnotation(DefenseResult.class, DefenseForm.class);
    }

    @JsonIgnoreProperties({"rate", "low", "high"})
    private interface RateDerived {}

    @JsonIgnoreProperties("goodness")
    private interface GoodnessScoreDerived {}

    /** A closed set has no such part at all. */
    private interface ResultsForm {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        OpenSetResult openSet();
    }

    /** Most faces have no margin. */
    private interface DataForm {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Integer margin();
    }

    /** In most experiments no honest people wear anything. */
    private interface DefenseForm {
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<WearersResult> wearers();
    }

    /** Returns whether a list has no key if there is nothing in it. */
    static boolean isLeftOutIfEmpty(RecordComponent component) {
        return component.getDeclaringRecord() == DefenseResult.class
                && component.getName().equals("wearers");
    }

    /** Returns what stands for parts that may be missing. */
    static InjectableValues absent() {
        return new InjectableValues.Std().addValue(ABSENT, null);
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.insertAnnotationIntrospector(new OptionalParts());
        // What is absent has no key at all.
        PARTS.forEach(type -> context.configOverride(type)
                .setIncludeAsProperty(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS)));
    }

    /**
     * Lets results lack the parts of open sets, photographs and proofs, honest people who wear something, and a margin; nothing
     * else may be missing.
     */
    private static final class OptionalParts extends NopAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JacksonInject.@Nullable Value findInjectableValue(AnnotatedMember member) {
            boolean optional = isWearers(member)
                    || member instanceof AnnotatedParameter
                            && (PARTS.contains(member.getRawType())
                                    || member.getDeclaringClass() == ExperimentResults.class
                                            && member.getRawType() == OpenSetResult.class
                                    || member.getDeclaringClass() == DataSummary.class
                                            && member.getRawType() == Integer.class);
            return optional ? JacksonInject.Value.forId(ABSENT) : null;
        }

        private static boolean isWearers(AnnotatedMember member) {
            return member.getDeclaringClass() == DefenseResult.class
                    && member instanceof AnnotatedParameter parameter
                    && isLeftOutIfEmpty(DefenseResult.class.getRecordComponents()[parameter.getIndex()]);
        }
    }

    private static final class IdentityWriter extends StdSerializer<Identity> {
        private static final long serialVersionUID = 1L;

        IdentityWriter() {
            super(Identity.class);
        }

        @Override
        public void serialize(Identity person, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(person.name());
        }
    }

    private static final class IdentityKeyWriter extends StdSerializer<Identity> {
        private static final long serialVersionUID = 1L;

        IdentityKeyWriter() {
            super(Identity.class);
        }

        @Override
        public void serialize(Identity person, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeFieldName(person.name());
        }
    }

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

    private static final class RateWriter extends StdSerializer<Rate> {
        private static final long serialVersionUID = 1L;

        RateWriter() {
            super(Rate.class);
        }

        @Override
        public void serialize(Rate rate, JsonGenerator out, SerializerProvider provider) throws IOException {
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
    }

    private static final class GoodnessScoreWriter extends StdSerializer<GoodnessScore> {
        private static final long serialVersionUID = 1L;

        GoodnessScoreWriter() {
            super(GoodnessScore.class);
        }

        @Override
        public void serialize(GoodnessScore score, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeNumberField("cleanReal", score.cleanReal());
            out.writeNumberField("adversarialReal", score.adversarialReal());
            out.writeNumberField("adversarialTarget", score.adversarialTarget());
            out.writeNumberField("goodness", score.value());
            out.writeEndObject();
        }
    }

    /** Writes a saliency mask as experiment files do. */
    private static final class MaskWriter extends StdSerializer<SaliencyMaskConfig> {
        private static final long serialVersionUID = 1L;

        MaskWriter() {
            super(SaliencyMaskConfig.class);
        }

        @Override
        public void serialize(SaliencyMaskConfig mask, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            Registry registry = registry(provider.getAttribute(Registry.class));
            out.writePOJO(SaliencyMaskConfig.SETTINGS.write(mask, registry).data());
        }
    }

    private static final class MaskReader extends StdDeserializer<SaliencyMaskConfig> {
        private static final long serialVersionUID = 1L;

        MaskReader() {
            super(SaliencyMaskConfig.class);
        }

        @Override
        public SaliencyMaskConfig deserialize(JsonParser in, DeserializationContext context) throws IOException {
            Problems problems = new Problems();
            Cursor at = new Cursor(
                    "", new Place("mask", 0, path -> path), problems, registry(context.getAttribute(Registry.class)));
            Optional<SaliencyMaskConfig> mask =
                    SaliencyMaskConfig.SETTINGS.read(Node.of(context.readValue(in, Object.class)), at, null);
            return mask.isPresent()
                    ? mask.get()
                    : context.reportInputMismatch(
                            SaliencyMaskConfig.class, "%s", problems.lines().get(0));
        }
    }

    private static Registry registry(@Nullable Object attribute) {
        return attribute instanceof Registry registry ? registry : Registry.standard();
    }
}
