package io.bellwether.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The kernel on the Vector API, for whatever width the machine prefers. */
final class VectorKernel implements Kernel {
    /*
     * What looks clumsy in VectorProducts, VectorChains, VectorLanes and VectorCells is what the compiler needs: one constant
     * species in each class, loops of the do-while form, sums that begin at zero, and flat methods. Large ones (more than 325
     * bytes of code) are compiled on their own; small ones are inlined into their callers until the caller's budget is spent,
     * and then the rest of the vectors is boxed, silently, and several times slower. So methods are large, or few and small
     * behind one caller, as a cell's passes are. The benchmarks show it as allocation.
     */
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

    @Override
    public String name() {
        return "vector-" + S.vectorBitSize();
    }

    @Override
    public int lanes() {
        return S.length();
    }

    @Override
    public void multiply(
            float[] in,
            int inAt,
            int inStride,
            PackedMatrix matrix,
            float[] out,
            int outAt,
            int batch,
            boolean backwards) {
        VectorProducts.multiply(in, inAt, inStride, matrix, out, outAt, batch, backwards);
    }

    @Override
    public void multiplyAdd(
            float[] in,
            int inAt,
            int inStride,
            PackedMatrix matrix,
            float[] base,
            int baseAt,
            float[] out,
            int outAt,
            int batch,
            boolean backwards) {
        VectorProducts.multiplyAdd(in, inAt, inStride, matrix, base, baseAt, out, outAt, batch, backwards);
    }

    @Override
    public void multiplyInChains(float[] in, int inAt, int inStride, PackedMatrix matrix, float[] out, int batch) {
        VectorChains.multiply(in, inAt, inStride, matrix, out, batch);
    }

    @Override
    public void multiplyLanes(
            LanePanels panels, float[] in, int inAt, int inStride, float[] out, int outAt, int blocks) {
        VectorLanes.multiply(panels, in, inAt, inStride, out, outAt, blocks);
    }

    @Override
    public void cell(float[] gates, int gatesAt, int padded, float[] c, float[] h, int hStride, int hAt, int batch) {
        VectorCells.cell(gates, gatesAt, padded, c, h, hStride, hAt, batch);
    }

    @Override
    public void cellForward(
            float[] gates,
            int gatesAt,
            int padded,
            float[] c,
            int cAt,
            float[] tanhC,
            int tanhAt,
            float[] h,
            int hStride,
            int hAt,
            int batch) {
        VectorCells.cellForward(gates, gatesAt, padded, c, cAt, tanhC, tanhAt, h, hStride, hAt, batch);
    }

    @Override
    public void cellBackward(
            float[] gates,
            int gatesAt,
            int padded,
            float[] c,
            int cAt,
            float[] tanhC,
            int tanhAt,
            float[] dh,
            float[] dc,
            float[] dGates,
            int batch) {
        VectorCells.cellBackward(gates, gatesAt, padded, c, cAt, tanhC, tanhAt, dh, dc, dGates, batch);
    }
}
