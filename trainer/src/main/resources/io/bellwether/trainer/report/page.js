// What the page says, from top to bottom.

function assetName(asset) {
    return asset.file.replace(/\.csv$/i, "").split(/[\\/]/).pop() === asset.asset
        ? asset.file : asset.file + " · " + asset.asset;
}

/** Its highest score, by the threshold. */
function peak(asset) {
    const highest = asset.score.reduce((most, score) => Math.max(most, score === null ? 0 : score), 0);
    return asset.threshold === null ? "–" : multiple(highest / asset.threshold);
}

/** The sensors that a frame is put down to. */
function blamed(finding) {
    const cell = element("td", {class: "text wide"});
    for (const one of finding ? finding.sensors : []) {
        if (one.contribution > 0) {
            cell.append(element("span", {class: "sensor"}, element("b", {}, one.name),
                " " + percent(one.contribution / finding.score) + " (" + short(one.observed) + ", expected "
                + short(one.expected) + ")"));
        }
    }
    return cell;
}

function whenButton(plots, span, finding) {
    return element("button", {type: "button", class: "link", title: "Show it in the plots",
        click: () => plots.goTo(span, finding ? finding.sensors : [])}, clock(plots.asset.start + span.from));
}

function eventTable(asset, plots) {
    const rows = asset.events.slice(0, ROWS).map(event => {
        const found = event.delay !== undefined;
        const finding = event.opening || event.highest;
        return [
            whenButton(plots, event, finding),
            duration(event.to - event.from),
            element("td", {class: "text " + (found ? "found" : "missed")}, found ? "found" : "missed"),
            found ? duration(event.delay) : "–",
            event.highest ? multiple(event.highest.ratio) : "–",
            blamed(finding)];
    });
    return [
        element("h3", {}, "Labelled events: " + asset.found + " of " + asset.events.length + " found"),
        table(["from", "length", "", "delay", "highest score by threshold", "put down to"], rows, [0, 2, 5]),
        element("p", {class: "note"}, "Put down to: each sensor's part of the score, with what was observed and expected,"
            + " in the frame that opened the alarm; for an event that was missed, in the frame of its highest score."
            + " Click on a time to see it in the plots." + more(asset.events))];
}

function alarmTable(asset, plots) {
    const alarms = asset.falseAlarms;
    const title = asset.events.length > 0 ? "Alarms outside of labelled events: " : "Alarms: ";
    const rows = alarms.slice(0, ROWS).map(alarm => [
        whenButton(plots, alarm, alarm.opening), duration(alarm.to - alarm.from), alarm.opening ? multiple(alarm.ratio) : "–",
        blamed(alarm.opening)]);
    return [
        element("h3", {}, title + alarms.length),
        rows.length === 0 ? null
            : table(["from", "length", "highest score by threshold", "put down to, when it opened"], rows, [0, 3]),
        alarms.length > ROWS ? element("p", {class: "note"}, more(alarms)) : null];
}

function more(list) {
    return list.length > ROWS ? " Only the first " + ROWS + " are listed; the plots show all." : "";
}

function legend() {
    const entry = (text, draw) => {
        const swatch = canvas(text, 0, () => {
            const surface = pen(swatch);
            draw(surface.context, surface.colour);
        });
        return element("li", {}, swatch, text);
    };
    const stroke = (colour, dash) => (context, known) => {
        context.lineWidth = 2;
        line(context, 2, 6, 24, 6, known[colour], dash);
    };
    return element("ul", {class: "legend"},
        entry("observed", stroke("observed")), entry("expected", stroke("expected", [5, 4])),
        entry("score", stroke("score")), entry("threshold", stroke("alarm", [6, 4])),
        entry("label", (context, known) => {
            context.globalAlpha = 0.9;
            hatch(context, 0, 0, 26, 12, known.label);
        }),
        entry("alarm", (context, known) => {
            context.globalAlpha = 0.35;
            context.fillStyle = known.alarm;
            context.fillRect(0, 0, 26, 12);
        }),
        entry("contribution of the sensor; full strength: reaches the threshold by itself", (context, known) => {
            context.fillStyle = known.blame;
            for (let at = 0; at < 26; at++) {
                context.globalAlpha = at / 26;
                context.fillRect(at, 4, 1, 5);
            }
        }));
}

function tags(asset) {
    const events = asset.events.length === 0 ? "no labelled events" : asset.found + " of " + asset.events.length + " events found";
    return events + ", " + asset.falseAlarms.length + (asset.events.length === 0 ? " alarms" : " false alarms");
}

/** Everything about an asset is made when it is unfolded for the first time. */
function assetSection(asset, number) {
    const box = element("details", {class: "asset", id: "asset-" + number}, element("summary", {},
        element("h2", {}, assetName(asset)), element("span", {class: "tags"}, tags(asset))));
    const fill = () => {
        if (!box.open || box.childElementCount > 1) {
            return;
        }
        const plots = new Plots(asset);
        box.append(
            facts([["time", clock(asset.start) + " to " + clock(asset.start + asset.end - asset.period) + " UTC"],
                ["frames", asset.frames + " of " + duration(asset.period)], ["threshold", short(asset.threshold)],
                ["model", asset.model + " " + asset.version + " (" + asset.kind + "), sha256 " + asset.sha256.slice(0, 16) + "…"]]),
            plots.toolbar(), legend(), plots.stack,
            element("p", {class: "note hint"}, "Drag to zoom in, double-click to see all. The wheel zooms once you have"
                + " clicked on a plot, or with Ctrl. Keys: arrows, +, −, 0."
                + (asset.framesPerPair > 1 ? " There are too many frames to hold all: every " + asset.framesPerPair
                    + " are drawn as their lowest and highest value. Times of events and alarms are exact." : "")));
        if (asset.events.length > 0) {
            box.append(...eventTable(asset, plots));
        }
        box.append(...alarmTable(asset, plots).filter(part => part !== null));
        const figures = element("div", {class: "plots"});
        if (asset.histogram) {
            figures.append(histogramPlot(asset));
        }
        figures.append(tailPlot(asset));
        box.append(element("h3", {}, "Scores and the threshold"), figures);
    };
    box.addEventListener("toggle", fill);
    box.open = number <= OPEN;
    fill();
    return box;
}

// ---- The page

function facts(pairs) {
    return element("dl", {class: "facts"}, ...pairs.map(([name, value]) =>
        element("div", {}, element("dt", {}, name), element("dd", {}, value))));
}

function overview(assets) {
    const labelled = assets.some(asset => asset.events.length > 0);
    const rows = assets.map((asset, index) => [
        element("td", {class: "text asset-name"}, element("a", {href: "#asset-" + (index + 1), click: () => {
            document.getElementById("asset-" + (index + 1)).open = true;
        }}, assetName(asset))),
        String(asset.frames),
        asset.events.length === 0 ? "–" : asset.found + " of " + asset.events.length,
        String(asset.falseAlarms.length),
        peak(asset)]);
    return [element("h3", {}, "Assets"),
        table(["asset", "frames", "events found", labelled ? "false alarms" : "alarms", "highest score by threshold"],
            rows, [0])];
}

function show() {
    document.title = report.title + " - Bellwether";
    page.append(element("h1", {}, report.title), facts(report.facts),
        ...report.headlines.map(text => element("p", {class: "headline"}, text)));
    const parts = report.tables.map(one => element("section", {}, element("h3", {}, one.title), table(one.header, one.rows)));
    if (report.assets.length > 1) {
        parts.splice(1, 0, element("section", {}, ...overview(report.assets)));
    }
    page.append(element("div", {class: "figures"}, ...parts));
    if (report.assetsLeftOut > 0) {
        page.append(element("p", {class: "note"}, "The figures are of all assets. Plots are shown of the first "
            + report.assets.length + "; " + report.assetsLeftOut + " more would make this file too large."));
    }
    report.assets.forEach((asset, index) => page.append(assetSection(asset, index + 1)));
}

show();
new ResizeObserver(() => redrawAll(false)).observe(page);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redrawAll(false));
// On paper everything is light, and what is out of sight is drawn, too.
window.addEventListener("beforeprint", () => {
    document.documentElement.dataset.theme = "light";
    redrawAll(true);
});
window.addEventListener("afterprint", () => {
    delete document.documentElement.dataset.theme;
    redrawAll(false);
});
document.documentElement.dataset.state = "shown"; // for whoever waits for it
