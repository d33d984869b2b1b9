/** Little, so that the reader's own settings rule. The last part draws what the book's schema has no element for. */
export const BOOK_STYLE = `.toc-heading { display: none; }
h1, h2, .byline, .message { text-align: center; }
.message { margin: 1em 0; }
div.meta > p, #endnotes > p { font-weight: bold; }
div.meta > p.byline { font-weight: normal; }
dl.tags { margin: 1em 0; padding: .5em .75em; border: 1px solid; }
dl.tags dt { font-weight: bold; }
dl.tags dd { margin: 0 0 .5em 1em; }
.meta blockquote { margin: .5em 1em 1em; }
.endnote-link { margin: .5em 1em; font-size: .9em; }
table { border-collapse: collapse; }
.align-center, [data-was-align="center"], [data-was="center"] { text-align: center; }
.align-right, [data-was-align="right"] { text-align: right; }
.align-left, [data-was-align="left"] { text-align: left; }
.align-justify, [data-was-align="justify"] { text-align: justify; }
.big { font-size: 1.2em; }
[data-was="big"] { font-size: larger; }
[data-was="small"] { font-size: smaller; }
div[data-was="em"], div[data-was="i"], div[data-was="cite"], div[data-was="var"] { font-style: italic; }
div[data-was="strong"], div[data-was="b"] { font-weight: bold; }
div[data-was="u"] { text-decoration: underline; }
div[data-was="s"], div[data-was="strike"] { text-decoration: line-through; }
div[data-was="tt"], div[data-was="code"], div[data-was="kbd"], div[data-was="samp"] { font-family: monospace; }
span[data-was="p"], span[data-was="div"], span[data-was="blockquote"], span[data-was="li"], span[data-was="hr"] { display: block; }
span[data-was="hr"] { margin: 1em 0; border-top: 1px solid; }
`
