package main

import "strings"

// matched is the document of match: what is open in a file, and what was settled of it. With it
// nothing is asked.
type matched struct {
	Names []matchedName `json:"names"`
}

// matchedName is a name that may be several indicators'. Several rows written as one have no alias.
type matchedName struct {
	Name       string      `json:"name"`
	Sheet      string      `json:"sheet"`
	Cell       string      `json:"cell"`
	Row        string      `json:"row"`
	Several    bool        `json:"several_rows"`
	Candidates []candidate `json:"candidates"`
	Written    string      `json:"written,omitempty"` // the code whose alias it is now
}

type candidate struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func matchedNames(list, several []openName, written map[string]string) matched {
	doc := matched{[]matchedName{}}
	for i, o := range append(list[:len(list):len(list)], several...) {
		m := matchedName{Name: o.name, Sheet: o.at.Sheet, Cell: o.at.Cell, Row: o.row, Several: i >= len(list), Candidates: []candidate{}, Written: written[o.name]}
		for _, near := range strings.Split(o.near, "；") {
			if code, name, ok := strings.Cut(near, " "); ok {
				m.Candidates = append(m.Candidates, candidate{code, name})
			}
		}
		doc.Names = append(doc.Names, m)
	}
	return doc
}
