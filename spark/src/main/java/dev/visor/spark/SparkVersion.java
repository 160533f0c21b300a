package dev.visor.spark;

import java.io.IOException;

/** Checks that the Spark on the class path is one that Visor runs on, before anything of it is used. */
final class SparkVersion {

    private static final String NEEDED = "must be 4.1 with Scala 2.13";

    private SparkVersion() {}

    /**
     * Checks the versions.
     *
     * @throws IOException with one line if there is no Spark, or another one
     */
    static void check() throws IOException {
        ClassLoader loader = SparkVersion.class.getClassLoader();
        String spark;
        String scala;
        try {
            Class<?> versions = Class.forName("org.apache.spark.package$", true, loader);
            spark = String.valueOf(versions.getMethod("SPARK_VERSION")
                    .invoke(versions.getField("MODULE$").get(null)));
            Class<?> properties = Class.forName("scala.util.Properties$", true, loader);
            scala = String.valueOf(properties
                    .getMethod("versionNumberString")
                    .invoke(properties.getField("MODULE$").get(null)));
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IOException(
                    "there is no Spark on the class path, " + NEEDED
                            + "; set SPARK_HOME for ./visor, or use spark-submit ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
        if (!spark.startsWith("4.1.") || !scala.startsWith("2.13.")) {
            throw new IOException("the Spark on the class path is " + spark + " with Scala " + scala + ", " + NEEDED);
        }
    }
}
