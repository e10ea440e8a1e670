// Shows a report from the data in the page. Everything that a user may have named, like assets and sensors, gets into
// the page as text, never as markup. Times are kept in milliseconds since the asset's first judged frame.
"use strict";

window.addEventListener("error", event => problem(event.message));

const page = document.getElementById("report");
const report = JSON.parse(document.getElementById("data").textContent);

const SHOWN = 8; // sensors with a plot of their own, at first
const OPEN = 3; // assets that are unfolded, at first
const ROWS = 200; // of a table that may be long
const LEFT = 62; // pixels beside a plot for its scale
const RIGHT = 10;
const MINUTE = 60000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 15000, 30000, MINUTE, 2 * MINUTE, 5 * MINUTE,
    10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY,
    14 * DAY, 28 * DAY, 91 * DAY, 364 * DAY, 3640 * DAY];

// ---- The page's elements

/** An element with attributes and children; strings among them become text. */
function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") {
            made.addEventListener(name, value);
        } else if (value !== false) {
            made.setAttribute(name, value === true ? "" : value);
        }
    }
    made.append(...children.filter(child => child !== null));
    return made;
}

function problem(message) {
    page.prepend(element("p", {class: "problem", role: "alert"}, "This page could not be shown in full: " + message));
}

/** A table; a cell is a text, what it holds, or the whole cell. */
function table(titles, rows, textColumns = []) {
    const kind = column => textColumns.includes(column) ? {class: "text"} : {};
    const cells = row => row.map((cell, column) => cell instanceof HTMLTableCellElement
        ? cell : element("td", kind(column), cell));
    return element("div", {class: "scroll"}, element("table", {},
        element("thead", {}, element("tr", {},
            ...titles.map((title, column) => element("th", {scope: "col", ...kind(column)}, title)))),
        element("tbody", {}, ...rows.map(row => element("tr", {}, ...cells(row))))));
}

// ---- How numbers and times read

/** Four digits: what a plot can show. */
function short(value) {
    if (value === null || value === undefined) {
        return "–";
    }
    return Math.abs(value) >= 1e4 && Math.abs(value) < 1e7
        ? String(Math.round(value)) : String(Number(value.toPrecision(4)));
}

function percent(share) {
    return share === null || !isFinite(share) ? "–" : Math.round(100 * share) + " %";
}

/** How many times the threshold. */
function multiple(ratio) {
    return ratio === null ? "–" : Number(ratio.toPrecision(3)) + " ×";
}

function clock(milliseconds) {
    const text = new Date(milliseconds).toISOString().replace("T", " ").replace("Z", "");
    return text.endsWith(".000") ? text.slice(0, -4) : text;
}

function duration(milliseconds) {
    const [unit, name] = milliseconds >= 2 * DAY ? [DAY, "d"] : milliseconds >= 2 * HOUR ? [HOUR, "h"]
        : milliseconds >= 2 * MINUTE ? [MINUTE, "min"] : milliseconds >= 1000 || milliseconds === 0
            ? [1000, "s"] : [1, "ms"];
    return Number((milliseconds / unit).toFixed(1)) + " " + name;
}

// ---- Scales and ticks

function linear(low, high, from, to) {
    return value => from + (value - low) / (high - low) * (to - from);
}

/** What is not above the lowest value lies on the axis. */
function logarithmic(low, high, from, to) {
    const scale = linear(Math.log(low), Math.log(high), from, to);
    return value => scale(Math.log(Math.max(value, low)));
}

function ticks(low, high, most) {
    const rough = (high - low) / most;
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough * 0.999);
    const found = [];
    for (let n = Math.ceil(low / step - 1e-9); n * step <= high * (1 + 1e-12) + step * 1e-9; n++) {
        found.push(n * step);
    }
    return found;
}

/** Powers of ten, and parts of them where there are few. */
function logTicks(low, high, most) {
    const decades = Math.log10(high / low);
    const every = Math.max(1, Math.ceil(decades / most));
    const factors = decades < 1.2 ? [1, 2, 3, 5, 7] : decades < 3 && most > 3 ? [1, 2, 5] : [1];
    const found = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
        for (const factor of power % every === 0 ? factors : []) {
            const tick = factor * Math.pow(10, power);
            if (tick >= low * 0.999 && tick <= high * 1.001) {
                found.push(tick);
            }
        }
    }
    return found;
}
