package dev.visor.report;

/** What tells the series of a chart apart: a color of the style sheet and, for those who see no colors, a shape. */
enum Tone {
    /** Blue, with circles. */
    CIRCLE("M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0z"),
    /** Orange, with squares. */
    SQUARE("M-3.8,-3.8h7.6v7.6h-7.6z"),
    /** Green, with triangles. */
    TRIANGLE("M0,-5l4.8,8.5h-9.6z");

    private final String outline;

    Tone(String outline) {
        this.outline = outline;
    }

    /** Returns the class of the style sheet. */
    String styleClass() {
        return switch (this) {
            case CIRCLE -> "tone-1";
            case SQUARE -> "tone-2";
            case TRIANGLE -> "tone-3";
        };
    }

    /** Returns the shape at a place of the drawing. */
    Element marker(double x, double y) {
        return Html.element("path")
                .styled("marker")
                .with("d", outline)
                .with("transform", "translate(" + Plot.place(x) + " " + Plot.place(y) + ")");
    }
}
