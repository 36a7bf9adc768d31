package importer

import (
	"cmp"
	"slices"
)

// Which of what is seen of an indicator is shown.

// besideWorth is that of what stands beside what was done, or of another year: it is shown where nothing
// else is; sightedBeside are words in the heading of such figures that may be meant all the same.
const besideWorth = -1

var sightedBeside = []string{"完成", "建成", "竣工", "累计", "发放", "新增"}

// bestSightings are those of which the words fit best, the likeliest columns first; of one cell one.
func bestSightings(list []sighting, most int) []sighting {
	slices.SortStableFunc(list, func(a, b sighting) int { return cmp.Or(b.sure-a.sure, b.worth-a.worth) })
	seen := map[string]bool{}
	done := slices.ContainsFunc(list, func(x sighting) bool { return x.worth > besideWorth })
	list = slices.DeleteFunc(list, func(x sighting) bool {
		again := done && x.worth == besideWorth || seen[x.text] || x.sure < list[0].sure-margin
		seen[x.text] = true
		return again
	})
	return list[:min(len(list), most)]
}
