package check

import (
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// goesOn names a row that goes on with the one above it, or is in its place.
var goesOn = regexp.MustCompile(`更正|修正|订正|改正|调整后|核实后|应为|补报|补录|追加|[(（]续[)）]|(?:^|[^手后连继陆持])续$`)

// continued is the row of a table of ours under which a row stands that is no indicator's and by its
// name goes on with it or is in its place; nil without one.
func (s *scope) continued(x huibao.ExtraRow, name string) *huibao.ReturnRow {
	n, err := strconv.Atoi(strings.TrimLeft(x.Place.Cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil || x.Total || !goesOn.MatchString(name) {
		return nil
	}
	for i := range s.Return.Rows {
		if row := &s.Return.Rows[i]; row.Sheet == x.Place.Sheet && row.Row == n-1 && !row.ByName {
			return row
		}
	}
	return nil
}
