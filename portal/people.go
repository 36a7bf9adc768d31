package portal

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"huibao/act"
	"huibao/portal/desk"
)

// maxPeopleFile bounds the body with a table of people.
const maxPeopleFile = 4 << 20

// peopleView is the page /people. Typed is what was typed and not taken.
type peopleView struct {
	Problem string
	List    []desk.Account
	Lacking []string
	Keeps   bool
	Typed   act.Grant
	Units   []desk.UnitName
	Roles   []act.Role // of a unit
	Others  []act.Role // of none
}

// Offers reports whether a role is ticked.
func (v peopleView) Offers(r act.Role) bool {
	return slices.ContainsFunc(v.Typed.Roles, func(h act.Held) bool { return h.Role == r })
}

// UnitTyped is the unit that is chosen, by its code.
func (v peopleView) UnitTyped() string {
	for _, h := range v.Typed.Roles {
		if h.Unit != "" {
			return h.Unit
		}
	}
	return ""
}

func (s *Server) people(w http.ResponseWriter, r *request) error {
	return s.showPeople(w, r, http.StatusOK, "", act.Grant{})
}

func (s *Server) showPeople(w http.ResponseWriter, r *request, status int, problem string, typed act.Grant) error {
	list, err := s.desk.People(r.Context(), r.person)
	if err != nil {
		return err
	}
	v := peopleView{Problem: problem, List: list, Lacking: s.desk.Lacking(list), Keeps: r.person.Has(act.Keeper), Typed: typed, Units: s.desk.UnitNames()}
	v.Roles, v.Others = rolesApart()
	s.render(w, r, status, "people", v)
	return nil
}

// rolesApart are the roles of units, and the others.
func rolesApart() (units, others []act.Role) {
	for _, role := range act.Roles() {
		if role.OfUnit() {
			units = append(units, role)
		} else {
			others = append(others, role)
		}
	}
	return units, others
}

// grantOf reads a form's account, name and roles: those held before that stay (held),
// those of the unit that is chosen (unit, role) and those of none (role).
func grantOf(f url.Values) act.Grant {
	g := act.Grant{Person: strings.TrimSpace(f.Get("account")), Name: strings.TrimSpace(f.Get("name"))}
	add := func(h act.Held) {
		if !slices.Contains(g.Roles, h) {
			g.Roles = append(g.Roles, h)
		}
	}
	for _, text := range f["held"] {
		role, unit, _ := strings.Cut(text, " ")
		add(act.Held{Role: act.Role(role), Unit: unit})
	}
	for _, text := range f["role"] {
		h := act.Held{Role: act.Role(text)}
		if h.Role.OfUnit() {
			h.Unit = f.Get("unit")
		}
		add(h)
	}
	return g
}

func (s *Server) addPerson(w http.ResponseWriter, r *request) error {
	g := grantOf(r.PostForm)
	var slip *desk.Slip
	status, sentence, err := s.tried(w, r, true, func() (err error) {
		slip, err = s.desk.PutAccount(r.Context(), r.person, g, true)
		return err
	})
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showPeople(w, r, status, sentence, g)
	}
	s.showSlips(w, r, []act.Grant{g}, []desk.Slip{*slip})
	return nil
}

// showSlips shows one-time passwords, this once, a sheet for each unit to print.
func (s *Server) showSlips(w http.ResponseWriter, r *request, list []act.Grant, slips []desk.Slip) {
	s.render(w, r, http.StatusOK, "slips", slipsView{len(list), s.desk.Sheets(list, slips), int(desk.OneTimeLimit.Hours()), s.siteOf(r.Request)})
}

type slipsView struct {
	People int
	Sheets []desk.Sheet
	Hours  int
	Site   string
}

// siteOf is where people sign in, as who prints the slips came there himself.
func (s *Server) siteOf(r *http.Request) string {
	if s.opt.Origin != "" {
		return s.opt.Origin
	}
	scheme := "http://"
	if s.opt.Secure {
		scheme = "https://"
	}
	return scheme + r.Host
}

// peopleTable gives the table of people, to be filled in and imported.
func (s *Server) peopleTable(w http.ResponseWriter, r *request) error {
	f, err := s.desk.PeopleTable(r.Context(), r.person)
	if err != nil {
		return err
	}
	give(w, r, f)
	return nil
}

// importPeople takes a table of people: one file, read in memory within its bound.
func (s *Server) importPeople(w http.ResponseWriter, r *request) error {
	var table []byte
	name := ""
	err := r.formWithFiles(func(field string, in desk.Incoming) (err error) {
		if field == "file" {
			name = in.Name
			table, err = io.ReadAll(in.Body)
		}
		return err
	})
	if err != nil {
		return err
	}
	if name == "" {
		return s.showPeople(w, r, http.StatusUnprocessableEntity, "请选择人员表（.xlsx）再导入", act.Grant{})
	}
	status, sentence, err := s.proven(w, r)
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showPeople(w, r, status, sentence, act.Grant{})
	}
	list, err := s.desk.ReadPeopleFrom(r.Context(), bytes.NewReader(table), int64(len(table)), name)
	if err != nil {
		return s.showPeople(w, r, http.StatusUnprocessableEntity, "一个人也没有导入："+err.Error(), act.Grant{})
	}
	slips, err := s.desk.AdmitList(r.Context(), r.person, list)
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showPeople(w, r, status, "一个人也没有导入："+sentence, act.Grant{})
	}
	if err != nil {
		return err
	}
	s.showSlips(w, r, list, slips)
	return nil
}

// personView is the page of one account.
type personView struct {
	peopleView
	Problem  string
	Account  *desk.Account
	MayReset bool
	Own      bool
}

// Word is what a role that is held is called.
func (v personView) Word(h act.Held) string {
	for _, u := range v.Units {
		if u.Code == h.Unit {
			return u.Name + " " + string(h.Role)
		}
	}
	return string(h.Role)
}

// Holds reports whether the account has a role of no unit.
func (v personView) Holds(r act.Role) bool {
	return slices.Contains(v.Account.Roles, act.Held{Role: r})
}

func (s *Server) onePerson(w http.ResponseWriter, r *request) error {
	return s.showPerson(w, r, http.StatusOK, r.URL.Query().Get("account"), "")
}

func (s *Server) showPerson(w http.ResponseWriter, r *request, status int, account, problem string) error {
	a, err := s.desk.Account(r.Context(), r.person, account)
	if err != nil {
		return err
	}
	v := personView{Problem: problem, Account: a, MayReset: s.desk.MayReset(r.person, a.Grant), Own: a.Person == r.person.ID}
	v.Keeps, v.Units = r.person.Has(act.Keeper), s.desk.UnitNames()
	v.Roles, v.Others = rolesApart()
	s.render(w, r, status, "person", v)
	return nil
}

// changePerson does what its page offers: other roles, out of force or back, a new
// beginning.
func (s *Server) changePerson(w http.ResponseWriter, r *request) error {
	g := grantOf(r.PostForm)
	var slip *desk.Slip
	status, sentence, err := s.tried(w, r, true, func() (err error) {
		switch r.PostForm.Get("do") {
		case "roles":
			_, err = s.desk.PutAccount(r.Context(), r.person, g, false)
		case "disable", "enable":
			err = s.desk.DisableAccount(r.Context(), r.person, g.Person, r.PostForm.Get("do") == "disable")
		case "reset":
			slip, err = s.desk.Reset(r.Context(), r.person, g.Person)
		default:
			err = desk.ErrNotFound
		}
		return err
	})
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showPerson(w, r, status, g.Person, sentence)
	}
	if slip != nil {
		a, err := s.desk.Account(r.Context(), r.person, g.Person)
		if err != nil {
			return err
		}
		s.showSlips(w, r, []act.Grant{a.Grant}, []desk.Slip{*slip})
		return nil
	}
	http.Redirect(w, r.Request, "/people/one?"+url.Values{"account": {g.Person}}.Encode(), http.StatusSeeOther)
	return nil
}

// setupView is the page /setup.
type setupView struct {
	Problem, Key, Account, Name string
	Least, Most                 int
}

func (s *Server) setupPage(w http.ResponseWriter, r *request) error {
	key := r.URL.Query().Get("key")
	if err := s.desk.MaySetUp(r.Context(), key); err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "setup", setupView{Key: key, Least: desk.MinPassword, Most: desk.MaxPassword})
	return nil
}

func (s *Server) setup(w http.ResponseWriter, r *request) error {
	f := r.PostForm
	v := setupView{Key: f.Get("key"), Account: f.Get("account"), Name: f.Get("name"), Least: desk.MinPassword, Most: desk.MaxPassword}
	token, err := s.desk.SetUp(r.Context(), v.Key, desk.Founder{Account: v.Account, Name: v.Name, Fresh: f.Get("fresh"), Again: f.Get("again")}, s.address(r.Request))
	if status, sentence := s.problem(w, err); status != 0 {
		v.Problem = sentence
		s.render(w, r, status, "setup", v)
		return nil
	}
	if err != nil {
		return err
	}
	return s.admit(w, r, token, "/")
}

// auditView is the page /audit. Problem is what can't be looked for.
type auditView struct {
	*desk.Audit
	Problem string
}

func (s *Server) audit(w http.ResponseWriter, r *request) error {
	q := r.URL.Query()
	asked := desk.Asked{Words: q.Get("q"), From: q.Get("from"), Until: q.Get("until")}
	a, err := s.desk.Seen(r.Context(), r.person, asked)
	status, sentence := s.problem(w, err)
	if status != 0 {
		if a, err = s.desk.Seen(r.Context(), r.person, desk.Asked{}); err == nil {
			a.Asked = asked
		}
	}
	if err != nil {
		return err
	}
	s.render(w, r, max(status, http.StatusOK), "audit", auditView{a, sentence})
	return nil
}
