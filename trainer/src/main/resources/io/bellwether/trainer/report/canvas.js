// Drawing, in CSS pixels.

/** The colours of the style sheet, so that both know the same themes. */
function colours() {
    const style = getComputedStyle(document.documentElement);
    return new Proxy({}, {get: (known, name) => style.getPropertyValue("--" + String(name)).trim()});
}

/** Makes a canvas as sharp as the screen, clears it, and returns what draws on it in CSS pixels. */
function pen(canvas) {
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    const density = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    const context = canvas.getContext("2d");
    context.setTransform(density, 0, 0, density, 0, 0);
    context.font = "11px system-ui, 'Segoe UI', Roboto, Arial, sans-serif";
    context.lineJoin = "round";
    context.lineCap = "round";
    return {context, width, height, colour: colours()};
}

function line(context, x1, y1, x2, y2, colour, dash = []) {
    context.save();
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
    context.restore();
}

/** Diagonal lines in a rectangle: a texture tells bands apart where colour does not. */
function hatch(context, x, y, width, height, colour) {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.globalAlpha *= 0.5;
    context.strokeStyle = colour;
    context.beginPath();
    for (let at = Math.floor((x - height) / 7) * 7; at < x + width; at += 7) {
        context.moveTo(at, y + height);
        context.lineTo(at + height, y);
    }
    context.stroke();
    context.restore();
}

/** First index whose time is not before a moment. */
function indexAt(times, moment) {
    let low = 0;
    let high = times.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (times[middle] < moment) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/**
 * A line through the values of some points. Where there are many points to a pixel, the lowest and the highest of each
 * pixel are drawn, so that no peak is lost at any zoom. Points far apart are not joined.
 */
function trace(context, times, values, first, end, x, y, gap) {
    const crowded = end - first > 4 * Math.max(1, x(times[end - 1]) - x(times[first]));
    let column = null; // what is known of the pixel: its place, and its first, lowest, highest and last value
    let before = -Infinity;
    let single = null; // a point that nothing is joined to yet
    const dot = () => single && context.lineTo(single[0] + 0.5, single[1]);
    const reach = (px, py, joined) => {
        if (joined) {
            context.lineTo(px, py);
            single = null;
        } else {
            dot();
            context.moveTo(px, py);
            single = [px, py];
        }
    };
    const flush = () => {
        if (column !== null) {
            reach(column.x, column.first, column.joined);
            for (const py of [column.low, column.high, column.last]) {
                reach(column.x, py, true);
            }
            column = null;
        }
    };
    context.beginPath();
    for (let i = first; i < end; i++) {
        if (values[i] === null) {
            continue;
        }
        const px = x(times[i]);
        const py = y(values[i]);
        const joined = times[i] - before <= gap;
        before = times[i];
        if (!crowded) {
            reach(px, py, joined);
        } else if (column !== null && joined && Math.floor(px) === column.x) {
            column.low = Math.min(column.low, py);
            column.high = Math.max(column.high, py);
            column.last = py;
        } else {
            flush();
            column = {x: Math.floor(px), first: py, low: py, high: py, last: py, joined};
        }
    }
    flush();
    dot();
    context.stroke();
}

/** Lines and numbers of a scale on the left. */
function scaleLeft({context, width, colour}, marks, y) {
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const mark of marks) {
        const at = Math.round(y(mark)) + 0.5;
        line(context, LEFT, at, width - RIGHT, at, colour.grid);
        context.fillStyle = colour.dim;
        context.fillText(short(mark), LEFT - 6, Math.max(7, at));
    }
}

function frame({context, width, colour}, top, bottom) {
    context.strokeStyle = colour.line;
    context.strokeRect(LEFT + 0.5, top + 0.5, width - LEFT - RIGHT - 1, bottom - top - 1);
}

/** Canvases are drawn when they come into sight, and forgotten when they leave it: a long report has many of them. */
const inSight = new IntersectionObserver(entries => {
    for (const entry of entries) {
        entry.target.inSight = entry.isIntersecting;
        if (entry.isIntersecting) {
            entry.target.draw();
        } else {
            entry.target.width = 0;
        }
    }
}, {rootMargin: "400px"});

function canvas(label, height, draw) {
    const made = element("canvas", {role: "img", "aria-label": label});
    if (height) {
        made.style.height = height + "px";
    }
    made.draw = draw;
    inSight.observe(made);
    return made;
}

function redrawAll(evenOutOfSight) {
    for (const one of document.querySelectorAll("canvas")) {
        if (one.draw && one.clientWidth > 0 && (evenOutOfSight || one.inSight)) {
            one.draw();
        }
    }
}
