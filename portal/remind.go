package portal

import (
	"net/http"
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
	return s.showReminding(w, r, http.StatusOK, "")
}

func (s *Server) showReminding(w http.ResponseWriter, r *request, status int, problem string) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	list, err := s.desk.Reminding(r.Context(), r.person, p)
	if err != nil {
		return err
	}
	s.render(w, r, status, "remind", remindView{list, problem, s.note(r)})
	return nil
}

func (s *Server) remind(w http.ResponseWriter, r *request) error {
	p, err := periodOf(r)
	if err != nil {
		return err
	}
	err = s.desk.Remind(r.Context(), r.person, p, r.PostForm.Get("occasion"), r.PostForm["unit"])
	if status, sentence := s.problem(w, err); status != 0 {
		return s.showReminding(w, r, status, sentence)
	}
	if err != nil {
		return err
	}
	s.done(w, r, "/board/"+p.String()+"/remind", "已催；各单位的网页上马上看得到，邮件和群消息正在发")
	return nil
}

// maxBoxForm bounds the form with the addresses of all units.
const maxBoxForm = 1 << 20

// noticesView is the page /notices.
type noticesView struct {
	*desk.Notices
	Problem, Note string
	Token         string // just made: shown this once
	Roles         []act.Role
}

func (s *Server) notices(w http.ResponseWriter, r *request) error {
	return s.showNotices(w, r, http.StatusOK, "", nil)
}

// showNotices shows the page; typed are the addresses that were typed and not taken.
func (s *Server) showNotices(w http.ResponseWriter, r *request, status int, problem string, typed map[string]string) error {
	list, err := s.desk.Notices(r.Context(), r.person)
	if err != nil {
		return err
	}
	if text, ok := typed[desk.OfficeBox]; ok {
		list.Office = text
	}
	for i, b := range list.Boxes {
		if text, ok := typed[b.Code]; ok {
			list.Boxes[i].Addresses = text
		}
	}
	s.render(w, r, status, "notices", noticesView{list, problem, s.note(r), "", desk.MachineRoles()})
	return nil
}

// newToken makes a program's token, and shows it this once.
func (s *Server) newToken(w http.ResponseWriter, r *request) error {
	held := act.Held{Role: act.Role(r.PostForm.Get("role"))}
	if held.Role.OfUnit() {
		held.Unit = r.PostForm.Get("unit")
	}
	token := ""
	status, sentence, err := s.tried(w, r, true, func() (err error) {
		token, err = s.desk.NewToken(r.Context(), r.person, r.PostForm.Get("name"), held)
		return err
	})
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showNotices(w, r, status, sentence, nil)
	}
	list, err := s.desk.Notices(r.Context(), r.person)
	if err != nil {
		return err
	}
	s.render(w, r, http.StatusOK, "notices", noticesView{list, "", "", token, desk.MachineRoles()})
	return nil
}

func (s *Server) endToken(w http.ResponseWriter, r *request) error {
	account := r.PostForm.Get("program")
	return s.changeNotice(w, r, "令牌已收回，马上失效", nil, func(p *desk.Person) error { return s.desk.EndToken(r.Context(), p, account) })
}

// setBoxes takes the addresses of units: box.CODE each.
func (s *Server) setBoxes(w http.ResponseWriter, r *request) error {
	typed := map[string]string{}
	for name := range r.PostForm {
		if code, ok := strings.CutPrefix(name, "box."); ok {
			typed[code] = r.PostForm.Get(name)
		}
	}
	return s.changeNotice(w, r, "邮箱已改好", typed, func(p *desk.Person) error { return s.desk.SetMailboxes(r.Context(), p, typed) })
}

func (s *Server) tryOut(w http.ResponseWriter, r *request) error {
	by := act.Channel(r.PostForm.Get("by"))
	return s.changeNotice(w, r, "已发出，请看收到没有", nil, func(p *desk.Person) error { return s.desk.TryOut(r.Context(), p, by) })
}

// changeNotice does something of the page once the person is proven.
func (s *Server) changeNotice(w http.ResponseWriter, r *request, note string, typed map[string]string, change func(*desk.Person) error) error {
	status, sentence, err := s.tried(w, r, true, func() error { return change(r.person) })
	if err != nil {
		return err
	}
	if status != 0 {
		return s.showNotices(w, r, status, sentence, typed)
	}
	s.done(w, r, "/notices", note)
	return nil
}
