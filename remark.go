package huibao

// RemarkKind tells how something was read.
type RemarkKind string

// Remarks on a file.
const (
	RemarkNotSpreadsheet RemarkKind = "not-spreadsheet" // Text: what it is by content
	RemarkEncrypted      RemarkKind = "encrypted"
	RemarkDamaged        RemarkKind = "damaged"     // Text: which part, which row
	RemarkOverLimit      RemarkKind = "over-limit"  // Text: which, its value, how to raise it
	RemarkUnsupported    RemarkKind = "unsupported" // a spreadsheet, but of a format that is not read
	RemarkOtherFormat    RemarkKind = "other-format"
	RemarkLinks          RemarkKind = "links" // values from other workbooks
	RemarkMacros         RemarkKind = "macros"
	RemarkDuplicate      RemarkKind = "duplicate" // Text: the file handed in before
	RemarkSystemFile     RemarkKind = "system-file"
	RemarkAttachment     RemarkKind = "attachment" // Text: what it is
	RemarkUnsealed       RemarkKind = "unsealed"   // a PDF bears no number of a receipt
	RemarkOddities       RemarkKind = "oddities"   // harmless defects of the file; Text: which
)

// Remarks on a workbook's structure.
const (
	RemarkNoTable         RemarkKind = "no-table"         // Text: what was found instead
	RemarkNoUnit          RemarkKind = "no-unit"          // Text: nearest names
	RemarkForeign         RemarkKind = "foreign"          // Text: the unit named in it, a line break, the one that handed it in by the portal
	RemarkColumnMissing   RemarkKind = "column-missing"   // Text: its label, a line break, headings looked for; on a third line the headings seen that are none known, if any
	RemarkColumnMoved     RemarkKind = "column-moved"     // moved, renamed or inserted
	RemarkColumnAmbiguous RemarkKind = "column-ambiguous" // a heading twice or with two meanings; of a value: Text: the other column's
	RemarkColumnUnclear   RemarkKind = "column-unclear"   // Text: which columns of what was done there are, and what can't be told; the fields of which nothing was read on a line of its own
	RemarkRowMissing      RemarkKind = "row-missing"      // Text: code
	RemarkRowTwice        RemarkKind = "row-twice"        // Text: code, what the second row has in the main column, where Place is; where one of them is another row by its name, that one's code and the cell of the code that is mistyped, by line breaks
	RemarkRowBlankTwice   RemarkKind = "row-blank-twice"  // Text: code; one of its two rows is not filled in
	RemarkNotWhole        RemarkKind = "not-whole"        // Text: what is written outside a table, that its figures are not whole or not final
	RemarkUntil           RemarkKind = "until"            // Text: what is written outside a table, a line break, the month other than the period's up to which its figures go
	RemarkOutside         RemarkKind = "outside"          // Text: what else is written outside a table
	RemarkUnread          RemarkKind = "unread"           // rows of figures of which nothing was read; Text, by lines: what stands over them, the first one's name, its figures
	RemarkLeftAside       RemarkKind = "left-aside"       // the same, where nothing of their sheet was read, or the sheet is of what is planned
	RemarkMailed          RemarkKind = "mailed"           // Text: what the mail with which a return came says by which its figures are not whole or not final; of one row, behind its code and a line's end, whatever it says
	RemarkDrawn           RemarkKind = "drawn"            // Text: what a text box or a shape says that names the row or stands on it
	RemarkOtherPeriods    RemarkKind = "other-periods"    // Text: the sheets of other periods, that were not read
	RemarkRowMismatch     RemarkKind = "row-mismatch"     // code and name of different indicators
	RemarkHiddenPlanRow   RemarkKind = "hidden-plan-row"
	RemarkHiddenFigures   RemarkKind = "hidden-figures" // outside plan rows
	RemarkHiddenSheet     RemarkKind = "hidden-sheet"   // with anything in it
	RemarkHiddenColumn    RemarkKind = "hidden-column"  // an input's; Text: its label
	RemarkTableTwice      RemarkKind = "table-twice"    // Text: code, a line break, the second figure; two rows of it, with different figures, in two tables or one; on a third line what the second is of, if not of the unit's whole month
	RemarkOnlyElsewhere   RemarkKind = "only-elsewhere" // Text: code; its row is blank here, and filled in in another table, or out of sight
	RemarkOwnTable        RemarkKind = "own-table"      // Text: which row was taken for which indicator
	RemarkOwnSettled      RemarkKind = "own-settled"    // the same, where every row bears the very name of its indicator
	RemarkSentOther       RemarkKind = "sent-other"     // Text: code, a line break, the figure that a bureau's table has for it, a line break, which table
	RemarkNotItsOwn       RemarkKind = "not-its-own"    // of a row of a county's that stands in a bureau's table, where both report the indicator (双报核对); Text: the bureau's name
	RemarkPartsDiffer     RemarkKind = "parts-differ"   // a row that two parts of one return fill in, which are files of their own; Text, by lines: code, heading, file and cell of one, its figure, those of the other ("" where only one fills it in)
	RemarkPartTaken       RemarkKind = "part-taken"     // of a row: which one of several under its name it is, by the target beside it
	RemarkStrangeTitle    RemarkKind = "strange-title"  // Text: the title of a unit's own table, and on a second line words in it of which one can't tell whether they are of a part; the targets beside its figures may bear out that they are not (check)
	RemarkShortName       RemarkKind = "short-name"     // of a row: its name is a part of that of the indicator, which the task beside it may bear out (check); Place: where it stands
	RemarkRowUnclear      RemarkKind = "row-unclear"    // Text: the row's name, a line break, the candidates, and its figure on a third line if there is one
	RemarkMayBe           RemarkKind = "may-be"         // of a row: Text: the figures of columns of which none is known to be of what was done
	RemarkSeen            RemarkKind = "seen"           // Text: code of an indicator of which nothing was read, the words beside what may be its figure, and up to three such, by lines; without a code that of a row whose name is no indicator's, and its own target
	RemarkCommented       RemarkKind = "commented"      // of a row: Text: what a comment on one of its cells says
	RemarkAddedColumn     RemarkKind = "added-column"   // of a row: Text: the heading of a column that the unit added to ours, and on a line of its own the figure in it
	RemarkBeside          RemarkKind = "beside"         // of a row: Text: what stands in a cell of it that has no heading
	RemarkUnreadColumn    RemarkKind = "unread-column"  // of a row: Text: the heading of a column that is not read, a line break, what stands there that may be of the row's figures
	RemarkTypedRate       RemarkKind = "typed-rate"     // of a row: Text: the rate or completion as typed, not computed
	RemarkIssuedOther     RemarkKind = "issued-other"   // of a row: a printed figure is not the stamp's; Text: its field, as written, and the numbers that this may mean, by lines
	RemarkIssuedWords     RemarkKind = "issued-words"   // of a row: words that we print came back with another meaning; Text: their field, as written, and as printed, by lines
	RemarkMeasureOther    RemarkKind = "measure-other"  // of a row: Text: the measure as written, not the indicator's
)

// Remarks on a value.
const (
	RemarkFullWidth     RemarkKind = "full-width"
	RemarkSeparators    RemarkKind = "separators"
	RemarkMultiplier    RemarkKind = "multiplier" // 1.2万
	RemarkPercent       RemarkKind = "percent"
	RemarkWithMeasure   RemarkKind = "with-measure" // 1200人
	RemarkConverted     RemarkKind = "converted"    // typed in another measure of the same family
	RemarkNumeral       RemarkKind = "numeral"      // 壹仟
	RemarkTextNumber    RemarkKind = "text-number"  // a number typed as text
	RemarkWords         RemarkKind = "words"        // Text: words beside a number that do not change it
	RemarkInvisible     RemarkKind = "invisible"    // Text: which characters that cannot be seen
	RemarkDateRead      RemarkKind = "date-read"
	RemarkWordRead      RemarkKind = "word-read"  // a word of the list in other words
	RemarkUnreadable    RemarkKind = "unreadable" // Text: why; on lines of their own, which numbers it may be
	RemarkErrorValue    RemarkKind = "error-value"
	RemarkUncached      RemarkKind = "uncached"     // formula without a saved result
	RemarkUncalculated  RemarkKind = "uncalculated" // the saved result of a formula that was not computed; Text: how that is known
	RemarkChanging      RemarkKind = "changing"     // the result of a formula is another one each time; Text: the function
	RemarkStale         RemarkKind = "stale"        // the saved result is not what the formula gives; Text: both, with the formula
	RemarkBelieved      RemarkKind = "believed"     // the saved result of a formula that cannot be computed here; Text: the formula
	RemarkFormulaLost   RemarkKind = "formula-lost" // a cumulative typed over the template's formula; Text: what it would give
	RemarkTooManyDigits RemarkKind = "too-many-digits"
	RemarkShownDiffers  RemarkKind = "shown-differs" // by rounding; Text: as shown
	RemarkNotAsShown    RemarkKind = "not-as-shown"  // a reader sees something else than what is stored; Text: what
	RemarkNotDate       RemarkKind = "not-date"
	RemarkNotInList     RemarkKind = "not-in-list"
	RemarkDerived       RemarkKind = "derived"        // Text: from what
	RemarkNone          RemarkKind = "none"           // a mark of none (-, 无, 暂无), not of what does not apply
	RemarkNoneRead      RemarkKind = "none-read"      // such a mark where there was or must be something: read as 0; Text: why
	RemarkNoneUnclear   RemarkKind = "none-unclear"   // a mark of none, or of what does not apply, where there was or must be something; Text: what is asked
	RemarkNoneElsewhere RemarkKind = "none-elsewhere" // the same in a cell of what has been reached; Text: what is asked
	RemarkNoBase        RemarkKind = "no-base"        // what was reached before is not known, so that nothing follows; Text: why
	RemarkZeroReport    RemarkKind = "zero-report"    // blank, and 0 by the tick of 零报告
	RemarkUnderMerge    RemarkKind = "under-merge"    // a blank that a merge covers
	RemarkMerged        RemarkKind = "merged"         // a day that stands once for all rows of a merge
	RemarkCovered       RemarkKind = "covered"        // a value in a cell that a merge covers; Text: with what
	RemarkCoveredSame   RemarkKind = "covered-same"   // the same value as the merge's own
	RemarkOtherTime     RemarkKind = "other-time"     // a standard written by the year for the month, or the other way round; Text: what it comes to, a line break, what was typed
	RemarkMorePlaces    RemarkKind = "more-places"
)

// Lenient lists the remarks that V03 shows: read without doubt, though not typed
// as a plain number.
func Lenient() []RemarkKind {
	return []RemarkKind{RemarkFullWidth, RemarkSeparators, RemarkMultiplier, RemarkPercent,
		RemarkWithMeasure, RemarkConverted, RemarkNumeral, RemarkTextNumber, RemarkWords, RemarkInvisible, RemarkDateRead, RemarkWordRead, RemarkNoneRead}
}

// PrintedLabel begins the text of a remark on what stands above or below a page where it is printed.
const PrintedLabel = "页眉页脚："
