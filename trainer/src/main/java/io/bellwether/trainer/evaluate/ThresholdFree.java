package io.bellwether.trainer.evaluate;

/**
 * How good scores are whatever the threshold; NaN where the labels do not allow it.
 *
 * @param aucPr average precision
 * @param aucRoc area under the ROC curve, ties half
 * @param vusPr volume under the precision-recall surface
 * @param vusRoc volume under the ROC surface
 */
public record ThresholdFree(double aucPr, double aucRoc, double vusPr, double vusRoc) {
    /**
     * Of one file.
     *
     * @param window longest buffer around an event, rows
     */
    static ThresholdFree of(LabelledSeries series, int window) {
        Ranking ranking = new Ranking(series);
        VolumeUnderSurface volume = new VolumeUnderSurface(series, window);
        return new ThresholdFree(
                ranking.averagePrecision(), ranking.areaUnderRoc(), volume.precisionRecall(), volume.roc());
    }

    /** Of the joined rows of several files, whose scores are on one scale; a surface over files is not defined. */
    static ThresholdFree pooled(LabelledSeries series) {
        Ranking ranking = new Ranking(series);
        return new ThresholdFree(ranking.averagePrecision(), ranking.areaUnderRoc(), Double.NaN, Double.NaN);
    }
}
