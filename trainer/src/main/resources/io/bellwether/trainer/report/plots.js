// The plots of one asset, on one axis of time: what is shown, what is in view, and what the user does about it.

class Plots {
    constructor(asset) {
        this.asset = asset;
        this.view = {from: 0, to: asset.end};
        this.logScale = true;
        this.shown = asset.sensors.slice(0, SHOWN);
        const pairs = asset.framesPerPair > 1;
        this.gap = 2.5 * asset.period * (pairs ? asset.framesPerPair : 1);
        this.chip = element("span");
        this.cross = element("div", {class: "cross", hidden: true}, this.chip);
        this.selection = element("div", {class: "selection", hidden: true});
        this.stack = element("div", {
            class: "stack", tabindex: "0", role: "group",
            "aria-label": "Plots of " + assetName(asset) + ". Arrow keys move, plus and minus zoom, 0 shows all."});
        this.chooser = element("details", {class: "chooser", keydown: event => {
            if (event.key === "Escape") {
                this.chooser.open = false;
            }
        }});
        document.addEventListener("pointerdown", event => {
            if (!this.chooser.contains(event.target)) {
                this.chooser.open = false;
            }
        });
        this.listen();
        this.arrange();
    }

    /** The panels from top to bottom. */
    arrange() {
        const asset = this.asset;
        const score = this.panel("score against threshold " + short(asset.threshold), "", 190,
            surface => drawScore(this, surface), index => this.scoreAt(index));
        this.panels = [score, this.axis()];
        for (const sensor of this.shown) {
            this.panels.push(this.panel(sensor.name, sensor.unit, 104,
                surface => drawSensor(this, surface, sensor), index => this.sensorAt(sensor, index)));
        }
        if (this.shown.length > 0) {
            this.panels.push(this.axis());
        }
        this.stack.replaceChildren(...this.panels.map(panel => panel.box), this.cross, this.selection);
        this.fillChooser();
    }

    panel(title, unit, height, draw, told) {
        const values = element("span");
        const surface = canvas(title, height, () => draw(pen(surface)));
        const box = element("div", {class: "panel"}, element("header", {},
            element("b", {}, title + (unit ? " [" + unit + "]" : "")), values), surface);
        return {box, surface, values, told};
    }

    axis() {
        const surface = canvas("time", 22, () => drawAxis(this, pen(surface)));
        return {box: element("div", {class: "panel"}, surface), surface, values: null, told: null};
    }

    redraw() {
        if (!this.waiting) {
            this.waiting = true;
            requestAnimationFrame(() => {
                this.waiting = false;
                this.panels.filter(panel => panel.surface.inSight).forEach(panel => panel.surface.draw());
            });
        }
    }

    // -- What is said of a moment

    scoreAt(index) {
        const score = this.asset.score[index];
        return score === null ? "warming up"
            : "score " + short(score) + " · " + multiple(score / this.asset.threshold) + " threshold";
    }

    sensorAt(sensor, index) {
        const score = this.asset.score[index];
        const share = score > 0 ? sensor.contribution[index] / score : null;
        return "observed " + short(sensor.observed[index]) + " · expected " + short(sensor.expected[index])
            + (share === null ? "" : " · " + percent(share) + " of the score");
    }

    /** Points at what is under a pixel; the time is told within the plot, where it hides no other words. */
    point(pixel, surface) {
        const bounds = this.stack.getBoundingClientRect();
        const moment = this.momentAt(pixel);
        const times = this.asset.times;
        let index = indexAt(times, moment);
        if (index > 0 && (index === times.length || moment - times[index - 1] < times[index] - moment)) {
            index--;
        }
        const known = index < times.length && Math.abs(times[index] - moment) <= this.gap;
        for (const panel of this.panels) {
            if (panel.told) {
                panel.values.textContent = known ? panel.told(index) : "";
            }
        }
        this.cross.hidden = false;
        this.cross.style.left = pixel + "px";
        this.cross.classList.toggle("left", pixel > bounds.width - 190);
        this.chip.style.top = (surface ? surface.getBoundingClientRect().top - bounds.top + 4 : 0) + "px";
        this.chip.textContent = clock(this.asset.start + (known ? times[index] : Math.round(moment)));
    }

    leave() {
        this.cross.hidden = true;
        this.panels.filter(panel => panel.told).forEach(panel => panel.values.textContent = "");
    }

    // -- Zoom

    momentAt(pixel) {
        const {from, to} = this.view;
        const wide = this.stack.clientWidth - LEFT - RIGHT;
        return from + Math.min(1, Math.max(0, (pixel - LEFT) / wide)) * (to - from);
    }

    zoom(from, to) {
        const least = Math.min(this.asset.end, 4 * this.asset.period);
        const wide = Math.min(this.asset.end, Math.max(least, to - from));
        const begin = Math.min(Math.max(0, (from + to - wide) / 2), this.asset.end - wide);
        this.view = {from: begin, to: begin + wide};
        this.leave();
        this.redraw();
    }

    /** Zooms by a factor around a moment. */
    zoomBy(factor, around) {
        const {from, to} = this.view;
        const middle = around === undefined ? (from + to) / 2 : around;
        this.zoom(middle - (middle - from) * factor, middle + (to - middle) * factor);
    }

    move(share) {
        const {from, to} = this.view;
        const by = Math.max(-from, Math.min(this.asset.end - to, share * (to - from)));
        this.zoom(from + by, to + by);
    }

    all() {
        this.zoom(0, this.asset.end);
    }

    /** Goes to what happened from one moment to another, with some sensors above the others. */
    goTo(span, sensors) {
        const named = sensors.map(one => this.asset.sensors.find(sensor => sensor.name === one.name));
        this.shown = [...new Set([...named.filter(sensor => sensor), ...this.shown])];
        this.arrange();
        const room = Math.max(0.6 * (span.to - span.from), 30 * this.asset.period);
        this.zoom(span.from - room, span.to + room);
        this.stack.scrollIntoView({block: "start"});
        this.stack.focus({preventScroll: true});
    }

    // -- What the user does

    listen() {
        const stack = this.stack;
        let begin = null; // where a drag began
        const place = event => {
            const bounds = stack.getBoundingClientRect();
            return Math.min(bounds.width - RIGHT, Math.max(LEFT, event.clientX - bounds.left));
        };
        stack.addEventListener("pointerdown", event => {
            if (event.button === 0 && event.target instanceof HTMLCanvasElement) {
                begin = place(event);
                stack.setPointerCapture(event.pointerId);
                stack.focus({preventScroll: true});
                event.preventDefault();
            }
        });
        stack.addEventListener("pointermove", event => {
            const pixel = place(event);
            this.point(pixel, document.elementFromPoint(event.clientX, event.clientY)?.closest("canvas"));
            if (begin !== null) {
                this.selection.hidden = false;
                this.selection.style.left = Math.min(begin, pixel) + "px";
                this.selection.style.width = Math.abs(begin - pixel) + "px";
            }
        });
        stack.addEventListener("pointerup", event => {
            const pixel = place(event);
            if (begin !== null && Math.abs(pixel - begin) > 4) {
                this.zoom(this.momentAt(Math.min(begin, pixel)), this.momentAt(Math.max(begin, pixel)));
            }
            begin = null;
            this.selection.hidden = true;
        });
        stack.addEventListener("pointercancel", () => {
            begin = null;
            this.selection.hidden = true;
        });
        stack.addEventListener("pointerleave", () => this.leave());
        stack.addEventListener("dblclick", () => this.all());
        stack.addEventListener("wheel", event => {
            // Plots fill the page: a wheel that always zoomed would leave no way to scroll past them.
            const meant = event.ctrlKey || event.metaKey || document.activeElement === stack;
            const whole = this.view.to - this.view.from >= this.asset.end;
            if (!meant || (whole && event.deltaY > 0 && !event.ctrlKey && !event.metaKey)) {
                return;
            }
            event.preventDefault();
            if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
                this.move((event.deltaX || event.deltaY) / 1000);
            } else {
                this.zoomBy(Math.exp(Math.max(-1, Math.min(1, event.deltaY * 0.002))), this.momentAt(place(event)));
            }
        }, {passive: false});
        stack.addEventListener("keydown", event => {
            const does = {
                ArrowLeft: () => this.move(-0.2), ArrowRight: () => this.move(0.2), "+": () => this.zoomBy(0.6),
                "=": () => this.zoomBy(0.6), "-": () => this.zoomBy(1 / 0.6), "0": () => this.all()}[event.key];
            if (does && !event.ctrlKey && !event.metaKey && !event.altKey) {
                event.preventDefault();
                does();
            }
        });
    }

    /** The list that says which sensors have a plot. */
    fillChooser() {
        const asset = this.asset;
        if (!this.list) {
            this.count = element("summary");
            this.list = element("div");
            const boxes = asset.sensors.map(sensor => {
                const box = element("input", {type: "checkbox", change: () => {
                    this.shown = box.checked
                        ? [...this.shown, sensor] : this.shown.filter(one => one !== sensor);
                    this.arrange();
                    this.redraw();
                }});
                return {sensor, box, row: element("label", {}, box, sensor.name + (sensor.unit ? " [" + sensor.unit + "]" : ""))};
            });
            this.boxes = boxes;
            const search = element("input", {
                type: "search", placeholder: "find a sensor", "aria-label": "find a sensor", input: () => boxes.forEach(
                    one => one.row.hidden = !one.sensor.name.toLowerCase().includes(search.value.toLowerCase()))});
            this.list.append(asset.sensors.length > 12 ? search : "", ...boxes.map(one => one.row));
            this.chooser.append(this.count, this.list);
        }
        this.count.textContent = "sensors: " + this.shown.length + " of " + asset.sensors.length;
        this.boxes.forEach(one => one.box.checked = this.shown.includes(one.sensor));
    }

    toolbar() {
        const button = (text, title, act) => element("button", {type: "button", title, "aria-label": title, click: act}, text);
        const scale = element("select", {"aria-label": "scale of the score", change: () => {
            this.logScale = scale.value === "log";
            this.redraw();
        }}, element("option", {value: "log"}, "log score"), element("option", {value: "linear"}, "linear score"));
        return element("div", {class: "toolbar"},
            button("show all", "Show the whole time", () => this.all()),
            button("+", "Zoom in", () => this.zoomBy(0.5)), button("−", "Zoom out", () => this.zoomBy(2)),
            button("◀", "Earlier", () => this.move(-0.3)), button("▶", "Later", () => this.move(0.3)),
            scale, element("span", {class: "gap"}), this.chooser);
    }
}
