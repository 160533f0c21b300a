package dev.visor.service.studio;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.Fill;
import dev.visor.defense.Fills;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.SaliencyMaskDefense;
import dev.visor.defense.mask.Threshold;
import dev.visor.experiment.Deployment;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.GuidedBackpropagation;
import dev.visor.saliency.SaliencyMap;
import dev.visor.service.studio.message.ChainView;
import dev.visor.service.studio.message.SaliencyRequest;
import dev.visor.service.studio.message.SaliencyView;
import dev.visor.service.studio.message.SeenDecision;
import java.util.List;

/** Looks at pictures as defenses do. Thread-safe. */
final class LookingGlass {

    SaliencyView saliency(StudioPicture picture, SaliencyRequest request) {
        OpenRun run = picture.run();
        WhiteBoxRecognizer recognizer = WhiteBoxRecognizer.of(run.plain(), "a saliency map");
        SaliencyMaskConfig config = config(request);
        SaliencyMap map =
                picture.map(new GuidedBackpropagation(config.map(), run.system().cleanMaps()), recognizer);
        Mask mask = SaliencyMaskDefense.mask(map, config);
        Image masked = config.fill().apply(picture.face().image(), mask);
        return new SaliencyView(
                PngUrl.of(map.toImage()),
                PngUrl.of(mask.toImage()),
                PngUrl.of(masked),
                mask.share(),
                SeenDecision.of(recognizer.decide(masked)));
    }

    private static SaliencyMaskConfig config(SaliencyRequest request) {
        SaliencyMaskConfig usual = SaliencyMaskConfig.DEFAULT;
        Fill fill = "zero".equals(request.fill()) ? Fills.ZERO : Fills.TELEA;
        return new SaliencyMaskConfig(
                usual.map(),
                Threshold.quantile(request.mu()),
                request.n(),
                request.phi(),
                usual.referenceWidth(),
                fill);
    }

    List<ChainView> chains(StudioPicture picture, List<String> chains) {
        return chains.stream()
                .map(chain -> picture.run().with(chain, deployment -> view(chain, deployment, picture)))
                .toList();
    }

    private static ChainView view(String name, Deployment deployment, StudioPicture picture) {
        List<Image> probe = List.of(picture.face().image());
        List<MaskedDecision> seen = deployment.explainer().underMasks(probe);
        Decision decision = seen.isEmpty()
                ? deployment.recognizer().decide(probe).get(0)
                : seen.get(0).decision();
        return new ChainView(
                name,
                SeenDecision.of(decision),
                decision.certified()
                        ? deployment.chain().declared().stream()
                                .map(AccessoryFamily::name)
                                .toList()
                        : List.of(),
                seen.stream()
                        .flatMap(one -> one.masks().stream())
                        .map(mask -> new ChainView.UnderMask(
                                mask.mask(),
                                mask.plausible().stream().map(Identity::name).toList(),
                                PngUrl.of(mask.picture())))
                        .toList());
    }
}
