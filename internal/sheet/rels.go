package sheet

import (
	"context"
	"path"
)

// relation is one relationship of a part: the last word of its type, its target.
type relation struct{ kind, target string }

// relations are those of one part, in the order of the file.
type relations struct {
	list []relation
	ids  map[string]int
}

func (r relations) find(id string) (relation, bool) {
	i, ok := r.ids[id]
	if !ok {
		return relation{}, false
	}
	return r.list[i], true
}

// relations reads the relationships of a part ("" for the package); a part without
// any has none.
func (x *xlsx) relations(ctx context.Context, of string) (relations, error) {
	name := RelationsOf(of)
	rels := relations{ids: map[string]int{}}
	if !x.z.has(name) {
		return rels, nil
	}
	err := x.walk(ctx, name, "Relationships", func(s *scanner) error {
		if !s.is("Relationship") {
			return nil
		}
		id := s.attr("Id")
		own := relation{path.Base(s.attr("Type")), s.attr("Target")}
		if i, twice := rels.ids[id]; twice {
			if rels.list[i] != own {
				return s.fail("关系 " + clip([]byte(id)) + " 出现两次")
			}
			x.book.odd.note(oddRelation, "")
			return nil
		}
		if n := len(rels.list) + 1; n > x.lim.Entries {
			return boundRelation.over(int64(n), int64(x.lim.Entries), name, 0)
		}
		rels.ids[id] = len(rels.list)
		rels.list = append(rels.list, own)
		return nil
	})
	return rels, err
}
