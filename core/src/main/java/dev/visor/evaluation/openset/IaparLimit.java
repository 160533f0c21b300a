package dev.visor.evaluation.openset;

import dev.visor.evaluation.Rate;

/** The most that documents of the industry allow an IAPAR to be. They test real presentations, so a digital attack is only a hint. */
public enum IaparLimit {
    /** Android's strong biometrics. Its document calls the rate spoof and imposter acceptance rate. */
    ANDROID_CLASS_3(
            "Android class 3",
            "Android Compatibility Definition Document, section 7.3.10, requirement C-3-3 (since Android 11)",
            0.07),
    /** The FIDO Alliance's certification of biometric components, for each species of attack instruments. */
    FIDO(
            "FIDO biometric certification",
            "FIDO Biometrics Requirements 4.0 of May 22, 2024, section Impostor Attack Presentation Accept Rate",
            0.07);

    private final String title;
    private final String document;
    private final double most;

    IaparLimit(String title, String document, double most) {
        this.title = title;
        this.document = document;
        this.most = most;
    }

    /** Returns what the limit is called. */
    public String title() {
        return title;
    }

    /** Returns the document that has it, with its version. */
    public String document() {
        return document;
    }

    /** Returns the highest allowed rate, in [0, 1]. */
    public double most() {
        return most;
    }

    /** Returns whether a rate keeps to it: the measured one, as in the documents, not the end of its interval. */
    public boolean keeps(Rate rate) {
        return rate.trials() > 0 && rate.value() <= most;
    }
}
