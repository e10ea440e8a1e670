import org.nd4j.linalg.factory.Nd4j;

/** Uses the native maths library once, so that it unpacks itself while the image is built. */
final class UnpackNatives {
    public static void main(String[] args) {
        if (Nd4j.eye(4).mmul(Nd4j.ones(4, 4)).sumNumber().intValue() != 16) {
            throw new IllegalStateException("the native maths library cannot add");
        }
    }
}
