package sheet

// Limits bound what is read from one file, and say which passwords may open it. The defaults refuse none of 2,698
// honest workbooks that were measured; all can be set. They bound the time too:
// reading is one pass over at most TotalBytes. A deadline beyond that is the
// context's.
type Limits struct {
	FileBytes     int64 // of the file on disk
	TotalBytes    int64 // inflated, all parts that are read
	PartBytes     int64 // inflated, one part
	Ratio         int64 // inflated to packed, once a part is over RatioFrom bytes
	RatioFrom     int64
	Parts         int
	Sheets        int
	Rows          int // the greatest number of a row with content
	Columns       int // the greatest number of a column with content
	Cells         int // with content, in the whole file
	TextRunes     int // of one cell
	SharedStrings int
	Styles        int // cell formats, and number formats
	Merges        int // in the whole file
	Entries       int // of each list: defined names, document properties, relationships
	Depth         int // of nested elements

	Passwords []string // to be tried on encrypted workbooks
}

// DefaultLimits are the limits of an office's everyday.
func DefaultLimits() Limits {
	return Limits{
		FileBytes: 32 << 20, TotalBytes: 256 << 20, PartBytes: 128 << 20, Ratio: 200, RatioFrom: 10 << 20,
		Parts: 1000, Sheets: 255, Rows: maxRow, Columns: 2000, Cells: 2000000, TextRunes: 32767,
		SharedStrings: 2000000, Styles: 65430, Merges: 200000, Entries: 65430, Depth: 64,
	}
}

// bound is one limit in words: what it bounds and the flag that raises it.
type bound struct{ what, flag string }

var (
	boundFile     = bound{"文件大小（字节）", "--limit-file"}
	boundTotal    = bound{"解压后的总大小（字节）", "--limit-inflated"}
	boundPart     = bound{"解压后的部件大小（字节）", "--limit-part"}
	boundRatio    = bound{"压缩比", "--limit-ratio"}
	boundParts    = bound{"压缩包内的部件数", "--limit-parts"}
	boundSheets   = bound{"工作表数", "--limit-sheets"}
	boundRows     = bound{"行数", "--limit-rows"}
	boundColumns  = bound{"列数", "--limit-columns"}
	boundCells    = bound{"有内容的单元格数", "--limit-cells"}
	boundText     = bound{"一个单元格的字数", "--limit-text"}
	boundStrings  = bound{"共享字符串数", "--limit-strings"}
	boundStyles   = bound{"单元格样式数", "--limit-styles"}
	boundMerges   = bound{"合并单元格数", "--limit-merges"}
	boundNames    = bound{"名称数", "--limit-entries"}
	boundProps    = bound{"文档属性数", "--limit-entries"}
	boundRelation = bound{"部件关系数", "--limit-entries"}
	boundDepth    = bound{"XML 嵌套层数", "--limit-depth"}
)

// over is the error of a value beyond a limit; a value of 0 stands for one that
// was not counted to its end.
func (b bound) over(value, limit int64, part string, row int) *Error {
	return &Error{Reason: OverLimit, Limit: b.what, Value: value, Max: limit, Part: part, Row: row,
		Remedy: "请删去多余内容后再报；确需读取可由汇总单位用 " + b.flag + " 调高"}
}
