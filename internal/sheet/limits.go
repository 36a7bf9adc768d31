package sheet

// Limits bound what is read from one file. The defaults refuse none of 2,698
// honest workbooks that were measured; all can be set.
type Limits struct {
	FileBytes     int64 // of the file on disk
	TotalBytes    int64 // inflated, all parts
	PartBytes     int64 // inflated, one part
	Ratio         int64 // inflated to packed, once a part is over RatioFrom
	RatioFrom     int64
	Parts         int
	Sheets        int
	Rows          int
	Columns       int
	Cells         int // with content, in the whole file
	TextRunes     int // of one cell
	SharedStrings int
	Styles        int
	Merges        int
	Depth         int // of nested elements
}

// DefaultLimits are the limits of an office's everyday.
func DefaultLimits() Limits {
	return Limits{
		FileBytes: 32 << 20, TotalBytes: 256 << 20, PartBytes: 128 << 20, Ratio: 200, RatioFrom: 10 << 20,
		Parts: 1000, Sheets: 255, Rows: 1048576, Columns: 2000, Cells: 2000000, TextRunes: 32767,
		SharedStrings: 2000000, Styles: 65430, Merges: 20000, Depth: 64,
	}
}
