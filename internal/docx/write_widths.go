package docx

// cellType is the size of the type of cells in twips, and cellRoom what of a cell's width is none of
// the text's: its margins, and a hair for the lines.
const (
	cellType = 190
	cellRoom = 100
)

// widthsOf are the columns' widths in twips, which add up to the whole: their shares, but no number is
// broken, whatever face the reader's computer has for it. What a narrow column wants for that it gets
// of those that have more than they need, by how much more that is.
func widthsOf(columns []Column, rows []Row, total int) []int {
	list := shares(columns, total)
	spare, wanted := make([]int, len(list)), 0
	sum := 0
	for i := range list {
		least := cellRoom + unbroken(columns[i].Title)
		for _, r := range rows {
			if r.Category == "" && i < len(r.Cells) {
				least = max(least, cellRoom+unbroken(r.Cells[i].Text))
			}
		}
		if list[i] < least {
			wanted += least - list[i]
			list[i] = least
		} else {
			spare[i] = list[i] - least
			sum += spare[i]
		}
	}
	if wanted > sum { // there is no room for all: as they were
		return shares(columns, total)
	}
	for i := range list {
		if sum == 0 {
			break
		}
		take := (wanted*spare[i] + sum - 1) / sum
		list[i], wanted, sum = list[i]-take, wanted-take, sum-spare[i]
	}
	return list
}

// unbroken is how wide the longest number of a text may be, in twips: with its sign, separators and
// per cent, in a wide face. Other words are broken where a line ends.
func unbroken(text string) int {
	most, now := 0, 0
	for _, c := range text {
		if now += inNumber[c]; inNumber[c] == 0 {
			now = 0
		}
		most = max(most, now)
	}
	return most * cellType / 100
}

// inNumber is how wide what a number is written with is in a wide face, in hundredths of the type.
var inNumber = map[rune]int{'0': 65, '1': 65, '2': 65, '3': 65, '4': 65, '5': 65, '6': 65, '7': 65, '8': 65, '9': 65, '+': 85, '-': 85, '−': 85, ',': 35, '.': 35, '%': 100}
