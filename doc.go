// Package huibao is the dictionary of the project: the nouns of a city's
// 民生实事 reporting (plan, indicator, unit, period, form, return, value,
// finding, figure), their comparisons, and the arithmetic by which progress is
// judged.
//
// It holds no files, no SQL, no Excel and no clock. Every stage of the program
// (planfile, templates, importer, check, ledger, rollup, report) speaks in these
// types and imports nothing of the other stages.
//
// Numbers are exact: figures are shopspring decimals, shares and completion
// rates are fractions (Ratio) that are divided only to be printed. Missing, zero
// and "not applicable" are three different things (Quantity).
package huibao

// FormatVersion is the version of plan.xlsx and of the stamp in a return.
const FormatVersion = 1
