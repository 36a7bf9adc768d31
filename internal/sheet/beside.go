package sheet

// Bounds of the parts beside the cells (comments, drawings): TotalBytes counts a part once however often it is read, and
// many relations, of many sheets, may lead to one part.
const (
	maxBeside      = 20       // parts of a sheet; Excel writes five at most
	maxBesideBytes = 64 << 20 // inflated, of all sheets: a part counts for every sheet that refers to it
)

// beside are the parts beside the cells that were read.
type beside struct {
	read  map[[2]string]int64 // inflated, by the sheet's part and their own; refused for those that were not read
	bytes int64
}

const refused = -1

// admits reports whether a part, the nth of its sheet, is to be read: the same whenever its sheet is read again.
func (b *beside) admits(sheet, part string, nth int) bool {
	if nth > maxBeside {
		return false
	}
	key := [2]string{sheet, partName(part)}
	if size, known := b.read[key]; known {
		return size != refused
	}
	if b.read == nil {
		b.read = map[[2]string]int64{}
	}
	b.read[key] = 0
	if b.bytes >= maxBesideBytes {
		b.read[key] = refused
		return false
	}
	return true
}

// spent counts what was read of a part that was admitted.
func (b *beside) spent(sheet, part string, bytes int64) {
	key := [2]string{sheet, partName(part)}
	if more := bytes - b.read[key]; more > 0 {
		b.read[key], b.bytes = bytes, b.bytes+more
	}
}
