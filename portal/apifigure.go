package portal

import (
	"net/http"

	"huibao/internal/mask"
)

// figureJSON is a figure down to the cells that it rests on, as the page of it has it.
type figureJSON struct {
	Period     string     `json:"period"`
	Unit       string     `json:"unit"`
	Code       string     `json:"code"`
	Name       string     `json:"name"`
	Edition    int        `json:"edition"`
	Plan       string     `json:"plan"`
	Reached    string     `json:"reached"`
	This       string     `json:"this,omitempty"`
	Target     string     `json:"target"`
	Completion string     `json:"completion"`
	Light      string     `json:"light"`
	Says       string     `json:"says"`
	Note       string     `json:"note,omitempty"`
	Starred    bool       `json:"starred"`
	Items      []itemJSON `json:"items"`
}

type itemJSON struct {
	Unit    string     `json:"unit"`
	Item    string     `json:"item"`
	Value   string     `json:"value"`
	Formula string     `json:"formula,omitempty"`
	Parts   []partJSON `json:"parts"`
}

type partJSON struct {
	Unit     string `json:"unit"`
	Item     string `json:"item"`
	Value    string `json:"value"`
	File     string `json:"file,omitempty"`
	SHA256   string `json:"sha256,omitempty"`
	Sheet    string `json:"sheet,omitempty"`
	Cell     string `json:"cell,omitempty"`
	Text     string `json:"text,omitempty"`
	Excluded string `json:"excluded,omitempty"`
	Origin   string `json:"origin,omitempty"`
	Formula  string `json:"formula,omitempty"`
}

// apiFigure answers with a figure of the city, or of the unit of the path.
func (s *Server) apiFigure(w http.ResponseWriter, r *request) error {
	p, x, err := s.figureOf(r)
	if err != nil {
		return err
	}
	doc := figureJSON{Period: p.String(), Unit: x.UnitCode, Code: x.Code, Name: mask.Text(x.Name), Edition: x.Edition, Plan: x.Plan, Reached: x.Reached, This: x.This, Target: x.Target,
		Completion: x.Completion, Light: x.Light.Label(), Says: mask.Text(x.Says), Note: mask.Text(x.Note), Starred: x.Starred, Items: []itemJSON{}}
	for _, t := range x.Tables {
		item := itemJSON{Unit: t.Unit, Item: t.Item, Value: t.Value, Formula: mask.Text(t.Formula), Parts: []partJSON{}}
		for _, c := range t.Parts {
			item.Parts = append(item.Parts, partJSON{c.Unit, c.Item, c.Value, mask.Text(c.File), c.SHA256, mask.Text(c.Sheet), c.Cell, mask.Text(c.Text), mask.Text(c.Excluded), c.Origin, mask.Text(c.Formula)})
		}
		doc.Items = append(doc.Items, item)
	}
	s.say(w, r, http.StatusOK, doc)
	return nil
}
