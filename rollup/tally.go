package rollup

import (
	"iter"
	"slices"

	"huibao"
)

// tallies keep of figures' parts whether they count, and why not, in a byte or less each.
type tallies struct {
	units []string // of the parts that came last: those of most figures are the same
	words []string // why parts do not count
}

// tally is of parts of one field.
type tally struct {
	field huibao.Field
	units []string
	words []uint8 // of each unit why it does not count, 1 for the first of tallies' words; nil where all count
}

// mostWords are as many as a byte tells apart.
const mostWords = 255

// of keeps what of parts counts; nil where they have too many words for that.
func (t *tallies) of(parts []huibao.Part) iter.Seq[huibao.Count] {
	var list []tally
	for len(parts) > 0 {
		n := slices.IndexFunc(parts, func(p huibao.Part) bool { return p.Field != parts[0].Field })
		if n < 0 {
			n = len(parts)
		}
		own, ok := t.one(parts[:n])
		if !ok {
			return nil
		}
		list, parts = append(list, own), parts[n:]
	}
	return func(yield func(huibao.Count) bool) {
		for _, own := range list {
			for i, unit := range own.units {
				c := huibao.Count{Unit: unit, Field: own.field}
				if own.words != nil && own.words[i] > 0 {
					c.Excluded = t.words[own.words[i]-1]
				}
				if !yield(c) {
					return
				}
			}
		}
	}
}

// one is of parts of one field.
func (t *tallies) one(parts []huibao.Part) (tally, bool) {
	if !slices.EqualFunc(t.units, parts, func(unit string, p huibao.Part) bool { return unit == p.Unit }) {
		t.units = make([]string, len(parts))
		for i := range parts {
			t.units[i] = parts[i].Unit
		}
	}
	own := tally{field: parts[0].Field, units: t.units}
	for i := range parts {
		word := parts[i].Excluded
		if word == "" {
			continue
		}
		at := slices.Index(t.words, word)
		if at < 0 {
			if len(t.words) == mostWords {
				return own, false
			}
			at, t.words = len(t.words), append(t.words, word)
		}
		if own.words == nil {
			own.words = make([]uint8, len(parts))
		}
		own.words[i] = uint8(at + 1)
	}
	return own, true
}
