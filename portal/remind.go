package portal

import (
	"net/http"
	"net/url"
	"strings"

	"huibao/act"
	"huibao/portal/desk"
)

// remindView is the page on which the office reminds.
type remindView struct {
	*desk.Reminding
	Problem, Note string
}

func (s *Server) reminding(w http.ResponseWriter, r *request) error {
	note := ""
	if r.URL.Query().Get("made") != "" {
		note = "已催；各单位的网页上马上看得到，邮件和群消息正在发"
	}
	return s.showReminding(w, r, http.StatusOK, "", note)
}

func (s *Server) showReminding(w http.ResponseWriter, r *request, status int, problem, note string) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	list, err := s.desk.Reminding(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	s.render(w, r, status, "remind", remindView{list, problem, note})
	return nil
}

func (s *Server) remind(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	if err := r.form(); err != nil {
		return err
	}
	err = s.desk.Remind(r.Context(), r.person, p, r.PostForm.Get("occasion"), r.PostForm["unit"])
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showReminding(w, r, status, sentence, "")
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, "/board/"+p.String()+"/remind?made=1", http.StatusSeeOther)
	return nil
}

// maxBoxForm bounds the form with the addresses of all units.
const maxBoxForm = 1 << 20

// settingsView is the page /settings.
type settingsView struct {
	*desk.Settings
	Problem, Note string
	Token         string // just made: shown this once
	Roles         []act.Role
}

func (s *Server) settings(w http.ResponseWriter, r *request) error {
	return s.showSettings(w, r, http.StatusOK, "", map[string]string{"boxes": "邮箱已改好", "try": "已发出，请看收到没有", "token": "令牌已收回，马上失效"}[r.URL.Query().Get("done")], nil)
}

// showSettings shows the page; typed are the addresses that were typed and not taken.
func (s *Server) showSettings(w http.ResponseWriter, r *request, status int, problem, note string, typed map[string]string) error {
	list, err := s.desk.Settings(r.Context(), r.person)
	if err != nil {
		return err
	}
	for i, b := range list.Boxes {
		if text, ok := typed[b.Code]; ok {
			list.Boxes[i].Addresses = text
		}
	}
	s.render(w, r, status, "settings", settingsView{list, problem, note, "", desk.MachineRoles()})
	return nil
}

// newToken makes a program's token, and shows it this once.
func (s *Server) newToken(w http.ResponseWriter, r *request) error {
	if err := r.form(); err != nil {
		return err
	}
	held := act.Held{Role: act.Role(r.PostForm.Get("role"))}
	if held.Role.OfUnit() {
		held.Unit = r.PostForm.Get("unit")
	}
	status, sentence, err := s.proven(w, r)
	token := ""
	if err == nil && status == 0 {
		token, err = s.desk.NewToken(r.Context(), r.person, r.PostForm.Get("name"), held)
		status, sentence = s.problem(w, err)
	}
	if status != 0 {
		return s.showSettings(w, r, status, sentence, "", nil)
	}
	if err != nil {
		return err
	}
	list, err := s.desk.Settings(r.Context(), r.person)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "settings", settingsView{list, "", "", token, desk.MachineRoles()})
	return nil
}

func (s *Server) endToken(w http.ResponseWriter, r *request) error {
	if err := r.form(); err != nil {
		return err
	}
	account := r.PostForm.Get("program")
	return s.changeSetting(w, r, "token", nil, func(p *desk.Person) error { return s.desk.EndToken(r.Context(), p, account) })
}

// setBoxes takes the addresses of units: box.CODE each.
func (s *Server) setBoxes(w http.ResponseWriter, r *request) error {
	if err := r.form(); err != nil {
		return err
	}
	typed := map[string]string{}
	for name := range r.PostForm {
		if code, ok := strings.CutPrefix(name, "box."); ok {
			typed[code] = r.PostForm.Get(name)
		}
	}
	return s.changeSetting(w, r, "boxes", typed, func(p *desk.Person) error { return s.desk.SetMailboxes(r.Context(), p, typed) })
}

func (s *Server) tryOut(w http.ResponseWriter, r *request) error {
	if err := r.form(); err != nil {
		return err
	}
	by := act.Channel(r.PostForm.Get("by"))
	return s.changeSetting(w, r, "try", nil, func(p *desk.Person) error { return s.desk.TryOut(r.Context(), p, by) })
}

// changeSetting does something of the page once the person is proven.
func (s *Server) changeSetting(w http.ResponseWriter, r *request, done string, typed map[string]string, change func(*desk.Person) error) error {
	status, sentence, err := s.proven(w, r)
	if err == nil && status == 0 {
		err = change(r.person)
		status, sentence = s.problem(w, err)
	}
	if status != 0 {
		return s.showSettings(w, r, status, sentence, "", typed)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r.Request, "/settings?"+url.Values{"done": {done}}.Encode(), http.StatusSeeOther)
	return nil
}
