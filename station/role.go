package station

// Role is what a person may do. Roles are ordered: each may all that the one
// before may.
type Role string

// The roles.
const (
	Packer     Role = "packer"
	Lead       Role = "lead"
	Supervisor Role = "supervisor"
	Admin      Role = "admin"
)

// Action is something that not everybody may do.
type Action string

// The actions.
const (
	Pack           Action = "pack"            // work at a bench
	PassWeight     Action = "pass_weight"     // go on with a weight out of tolerance
	CountNoBarcode Action = "count_nobarcode" // count a unit that cannot be scanned
	LearnCode      Action = "learn_code"      // give an article a code that nobody knows
	PrintArticle   Action = "print_article"   // print a label for an article without a code
	PrintAgain     Action = "print_again"     // print a label again that was on its box
	TypeCodes      Action = "type_codes"      // type what the dead scanner would read
	DropScale      Action = "no_scale"        // let parcels go without being weighed
	TakeOver       Action = "take_over"       // go on with a work that is stuck elsewhere
	Override       Action = "override"        // settle what a rule leaves to a lead
	Monitor        Action = "monitor"
	EditSettings   Action = "edit_settings"
)

// least is the lowest role that may do an action: the one table of who may.
var least = map[Action]Role{
	Pack:           Packer,
	TakeOver:       Packer,
	PassWeight:     Lead,
	CountNoBarcode: Lead,
	LearnCode:      Lead,
	PrintArticle:   Lead,
	PrintAgain:     Lead,
	TypeCodes:      Lead,
	DropScale:      Lead,
	Override:       Lead,
	Monitor:        Lead,
	EditSettings:   Supervisor,
}

var rank = map[Role]int{Packer: 1, Lead: 2, Supervisor: 3, Admin: 4}

// May says whether the role allows the action. An unknown role or action is
// refused.
func (r Role) May(a Action) bool {
	l, known := least[a]
	return known && rank[r] >= rank[l]
}

// Person is somebody who is signed in.
type Person struct {
	ID   ID     `json:"id"`
	Name string `json:"name"`
	Role Role   `json:"role"`
}
