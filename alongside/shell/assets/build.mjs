// Builds public.css, light.css and staff.css, each with its right-to-left twin, into var/assets/ (or the folder named as argument).
// Colours, logo and font of a council are not built in: see alongside/shell/design.py.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import postcss from "postcss";
import rtlcss from "rtlcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../../..");
const into = resolve(process.argv[2] ?? join(process.env.ALONGSIDE_VAR ?? join(root, "var"), "assets"));
const MOJ_LOADS = "node_modules/govuk-frontend/dist/govuk/base";

// No page of ours sends a script for these components, and no browser that Django supports is an Internet Explorer.
const NEVER_SHOWN = [
  /\.js-enabled|\.govuk-frontend-supported|__toggle|--conditional|__conditional/,
  /--inverse|-moz-focus-inner|moj-timeline__document|moj-filter__(close|legend)|moj-button-menu|moj-badge--(large|black)/,
  /govuk-(service-navigation|generic-header)__container--full-width|govuk-generic-header--full-width/,
  /govuk-drop-zone|govuk-file-upload-button|data-module=.?govuk-skip-link/,
  /govuk-tag--(turquoise|pink|magenta)|govuk-button--start|govuk-button__start-icon/,
  /::-ms-|option:(active|checked)/,
  /govuk-body-xs|govuk-(label|fieldset__legend)--xl|govuk-section-break--xl/,
];
const ONLY_STAFF = /govuk-summary-card|govuk-tag--|govuk-link--(muted|text-colour|no-underline)|govuk-list--spaced|govuk-section-break--l/;
// Of forms, tables and the checker, whose pages ask for "public".
const NOT_LIGHT = /app-(table|figure|message|status|owed|answers|evidence|due|mine|qr|take|column)|app-promise--pledge \+|govuk-(error-message|section-break|heading-xl|body-lead|caption|fieldset|table|details|select|textarea|file|tag|form-group--error|label--[xs])|input--(width|extra|error)|input__(prefix|suffix)|button--(warning|inverse|disabled)|\[disabled\]|:disabled/;
const TICK = /checkboxes__label:{1,2}after|app-promise--must:{1,2}before/;
const OLD_BROWSERS = /\\0|-ms-high-contrast|-ms-ime-align/;

// Colours that GOV.UK's and MOJ's components name outright, and ours in their place.
const OUR_COLOURS = {
  "#0b0c0c": "var(--govuk-text-colour)",
  "#484949": "var(--govuk-secondary-text-colour)",
  "#f3f3f3": "var(--govuk-surface-background-colour)",
  "#cecece": "var(--govuk-border-colour)",
  "#858686": "var(--govuk-secondary-text-colour)",
  "#1d70b8": "var(--brand)",
  "#0f7a52": "var(--govuk-success-colour)",
  "#ca3535": "var(--govuk-error-colour)",
};

mkdirSync(into, { recursive: true });
for (const name of ["public", "light", "staff"]) {
  const sheet = postcss.parse(compile(name));
  leaveOut(sheet, { public: [...NEVER_SHOWN, ONLY_STAFF], light: [...NEVER_SHOWN, ONLY_STAFF, NOT_LIGHT], staff: NEVER_SHOWN }[name]);
  write(`${name}.css`, sheet.toString());
  keepTicks(sheet);
  write(`${name}.rtl.css`, rtlcss.process(sheet.toString()));
}

function compile(name) {
  return sass.compile(join(here, `${name}.scss`), {
    style: "compressed",
    charset: false,
    loadPaths: [join(root, "node_modules")],
    importers: [{ findFileUrl: (url) => (url === MOJ_LOADS ? pathToFileURL(join(here, "_moj-settings.scss")) : null) }],
    quietDeps: true,
    logger: sass.Logger.silent,
  }).css;
}

// A tick is two borders of a turned box, and it is drawn the same way in every script.
function keepTicks(sheet) {
  sheet.walkDecls(/^(border-width|transform)$/, (declaration) => {
    if (TICK.test(declaration.parent.selector)) declaration.before(postcss.comment({ text: "rtl:ignore" }));
  });
}

function leaveOut(sheet, unused) {
  sheet.walkAtRules("media", (rule) => {
    if (OLD_BROWSERS.test(rule.params)) rule.remove();
  });
  sheet.walkAtRules("supports", (rule) => {
    if (OLD_BROWSERS.test(rule.params)) rule.replaceWith(rule.nodes);
    else if (rule.params.startsWith("not")) rule.remove();
  });
  sheet.walkRules((rule) => {
    rule.selectors = rule.selectors.filter((selector) => !unused.some((pattern) => pattern.test(selector)));
    if (rule.selector === "") rule.remove();
  });
  sheet.walkDecls((declaration) => {
    // A system font needs no smoothing, and prints as itself.
    if (/font-smoothing/.test(declaration.prop) || declaration.value === "sans-serif") return declaration.remove();
    // A picture of MOJ Frontend's that we do not send; _dense.scss draws the cross with a letter.
    if (declaration.value.includes("url(")) return declaration.remove();
    declaration.value = declaration.value.replace(/#[0-9a-f]{6}\b/gi, (colour) => OUR_COLOURS[colour] ?? colour);
    // Every functional colour is set on :root of the same sheet, so its fallback is never taken.
    declaration.value = declaration.value.replace(/var\((--govuk-[a-z-]+-colour),\s*#[0-9a-f]+\)/gi, "var($1)");
  });
  sheet.walkRules((rule) => {
    if (rule.nodes.length === 0) rule.remove();
  });
  sheet.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
}

function write(name, css) {
  writeFileSync(join(into, name), css);
  console.log(`${name}: ${css.length} bytes, ${gzipSync(css, { level: 9 }).length} gzipped`);
}
