// Package report puts out what a period came to: the consolidated workbook
// (汇总表.xlsx), the bulletin (通报.pdf), each unit's own workbook with the findings
// marked, and the documents for other programs (findings.json, findings.csv,
// run.json).
//
// One model is built once from the consolidation; the renderers print it and
// compute nothing. Text that came from a return is made harmless at the door of
// each format. The same model gives the same bytes.
package report
