// Plots about the threshold, which need no zoom.

function histogramPlot(asset) {
    const {edges, normal, labelled} = asset.histogram;
    const inEvents = labelled.reduce((sum, count) => sum + count, 0);
    const inNormal = normal.reduce((sum, count) => sum + count, 0);
    const highest = Math.max(...normal, ...labelled);
    const made = canvas("Histogram of scores", 0, () => {
        const surface = pen(made);
        const {context, width, height, colour} = surface;
        const top = 16;
        const bottom = height - 34;
        const x = logarithmic(Math.min(edges[0], asset.threshold), Math.max(edges[edges.length - 1], asset.threshold * 1.2),
            LEFT, width - RIGHT);
        const y = logarithmic(0.5, highest * 1.5, bottom, top);
        scaleLeft(surface, logTicks(0.5, highest * 1.5, 5), y);
        [[normal, colour.observed, 0.75], [labelled, colour.alarm, 0]].forEach(([counts, tint, alpha]) => {
            counts.forEach((count, bin) => {
                if (count > 0) {
                    const left = x(edges[bin]) + 0.5;
                    const wide = Math.max(1, x(edges[bin + 1]) - x(edges[bin]) - 1);
                    context.fillStyle = tint;
                    context.globalAlpha = alpha;
                    context.fillRect(left, y(count), wide, bottom - y(count));
                    context.globalAlpha = 1;
                    if (alpha === 0) {
                        context.strokeStyle = tint;
                        context.strokeRect(left, y(count), wide, bottom - y(count));
                        hatch(context, left, y(count), wide, bottom - y(count), tint);
                    }
                }
            });
        });
        below(surface, logTicks(edges[0], edges[edges.length - 1], 6), x, bottom, "score");
        thresholdLine(surface, x(asset.threshold), top, bottom);
        frame(surface, top, bottom);
    });
    return element("figure", {}, made, element("figcaption", {},
        "How many frames have which score: " + inNormal + " without a label (filled)"
        + (inEvents > 0 ? ", " + inEvents + " in labelled events (hatched)" : "") + ". Both scales are logarithmic."));
}

function tailPlot(asset) {
    const {note, counted, fitted, low, high} = asset.tail;
    if (fitted.length === 0) {
        return element("figure", {}, element("figcaption", {}, note));
    }
    const end = fitted[fitted.length - 1][0];
    const rates = [...counted, ...fitted].map(point => point[1]).filter(rate => rate > 0);
    const made = canvas("Incidents a day by threshold", 0, () => {
        const surface = pen(made);
        const {context, width, height, colour} = surface;
        const top = 16;
        const bottom = height - 34;
        const x = linear(fitted[0][0], end, LEFT, width - RIGHT);
        const lowest = Math.min(...rates) / 1.5;
        const y = logarithmic(lowest, Math.max(...rates) * 1.5, bottom, top);
        scaleLeft(surface, logTicks(lowest, Math.max(...rates) * 1.5, 5), y);
        if (low !== null && high !== null) {
            const left = Math.max(LEFT, x(low));
            context.save();
            context.globalAlpha = 0.15;
            context.fillStyle = colour.alarm;
            context.fillRect(left, top, Math.min(width - RIGHT, x(high)) - left, bottom - top);
            context.restore();
        }
        context.fillStyle = colour.observed;
        counted.forEach(([score, rate]) => {
            context.beginPath();
            context.arc(x(score), y(rate), 2.4, 0, 2 * Math.PI);
            context.fill();
        });
        context.strokeStyle = colour.expected;
        context.lineWidth = 2;
        context.beginPath();
        fitted.filter(point => point[1] > 0).forEach(([score, rate]) => context.lineTo(x(score), y(rate)));
        context.stroke();
        context.lineWidth = 1;
        below(surface, ticks(fitted[0][0], end, 6), x, bottom, "threshold");
        thresholdLine(surface, x(asset.threshold), top, bottom);
        frame(surface, top, bottom);
    });
    return element("figure", {}, made, element("figcaption", {},
        "Incidents a day by threshold: counted on held-out peaks (dots) and as the tail says (line). " + note
        + (low === null ? "" : " Shaded: where the threshold that meets the budget exactly lies, with 95 % confidence.")));
}

function below({context, width, colour}, marks, x, bottom, title) {
    context.fillStyle = colour.dim;
    context.textAlign = "center";
    context.textBaseline = "top";
    marks.forEach(mark => {
        line(context, x(mark), bottom, x(mark), bottom + 3, colour.dim);
        context.fillText(short(mark), x(mark), bottom + 5);
    });
    context.fillText(title, (LEFT + width - RIGHT) / 2, bottom + 19);
}

function thresholdLine({context, width, colour}, at, top, bottom) {
    context.lineWidth = 1.5;
    line(context, at, top, at, bottom, colour.alarm, [7, 4]);
    context.lineWidth = 1;
    context.fillStyle = colour.alarm;
    context.textBaseline = "bottom";
    context.textAlign = at > width - 100 ? "right" : at < LEFT + 40 ? "left" : "center";
    context.fillText("threshold", at, top - 2);
}
