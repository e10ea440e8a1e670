package io.bellwether.benchmarks.inference;

/** The engines that are compared. */
public enum EngineName {
    BELLWETHER,
    ONNXRUNTIME,
    PYTORCH,
    DEEPLEARNING4J;

    /**
     * Loads the engine with its native parts.
     *
     * @throws UnavailableEngineException when they do not run on this machine
     */
    public InferenceEngine open() throws UnavailableEngineException {
        try {
            return switch (this) {
                case BELLWETHER -> new BellwetherInference();
                case ONNXRUNTIME -> new OnnxInference();
                case PYTORCH -> new PyTorchInference();
                case DEEPLEARNING4J -> new Dl4jInference();
            };
        } catch (Exception | LinkageError e) {
            throw new UnavailableEngineException(this, e);
        }
    }
}
