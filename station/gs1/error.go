package gs1

import (
	"fmt"
	"strconv"
)

// An Error says why a scan was refused.
type Error struct {
	Kind   ErrorKind
	Offset int    // of the first wrong byte in the scan
	AI     string // the application identifier it belongs to, "" if none
	Found  string // the wrong part, as it was read, not fit to be shown; may be empty
}

// Error is one sentence in ASCII, safe to show.
func (e *Error) Error() string {
	s := e.Kind.sentence()
	if e.AI != "" {
		s = "(" + e.AI + ") " + s
	}
	if len(e.Found) == 1 && (e.Found[0] < ' ' || e.Found[0] > '~') {
		return fmt.Sprintf("%s: byte 0x%02X at %d", s, e.Found[0], e.Offset)
	}
	if e.Found != "" {
		return fmt.Sprintf("%s: %s at %d", s, strconv.QuoteToASCII(e.Found[:min(40, len(e.Found))]), e.Offset)
	}
	return fmt.Sprintf("%s at %d", s, e.Offset)
}

// An ErrorKind names what is wrong with a scan. Names in capitals are those of
// the syntax dictionary that GS1 publishes, so that they can be looked up; those
// in small letters are our own.
type ErrorKind string

// What can be wrong with a scan as a whole.
const (
	Empty       ErrorKind = "empty"
	TooLong     ErrorKind = "too_long"
	TooManyAIs  ErrorKind = "too_many_elements"
	IllegalByte ErrorKind = "illegal_byte"
	BadEnvelope ErrorKind = "bad_envelope"

	IllegalCaret       ErrorKind = "SCAN_DATA_CONTAINS_ILLEGAL_CARAT"
	PrimaryTooShort    ErrorKind = "PRIMARY_SCAN_DATA_IS_TOO_SHORT"
	PrimaryTooLong     ErrorKind = "PRIMARY_MESSAGE_IS_TOO_LONG"
	PrimaryNotDigits   ErrorKind = "PRIMARY_MESSAGE_MAY_ONLY_CONTAIN_DIGITS"
	PrimaryCheckDigit  ErrorKind = "PRIMARY_MESSAGE_CHECK_DIGIT_IS_INCORRECT"
	NoData             ErrorKind = "AI_DATA_EMPTY"
	UnknownAI          ErrorKind = "NO_AI_FOR_PREFIX"
	DataEmpty          ErrorKind = "AI_DATA_IS_EMPTY"
	DataTooLong        ErrorKind = "AI_DATA_IS_TOO_LONG"
	DataWrongLength    ErrorKind = "AI_DATA_HAS_INCORRECT_LENGTH"
	DifferentValues    ErrorKind = "INSTANCES_OF_AI_HAVE_DIFFERENT_VALUES"
	InvalidPair        ErrorKind = "INVALID_AI_PAIRS"
	SerialMissing      ErrorKind = "SERIAL_NOT_PRESENT"
	RequiredAIsMissing ErrorKind = "REQUIRED_AIS_NOT_SATISFIED"
)

// What can be wrong with bracketed text and with an AI's length in it or in a
// Digital Link.
const (
	BracketSyntax ErrorKind = "AI_PARSE_FAILED"
	AIUnknown     ErrorKind = "AI_UNRECOGNISED"
	ValueTooShort ErrorKind = "AI_VALUE_IS_TOO_SHORT"
	ValueTooLong  ErrorKind = "AI_VALUE_IS_TOO_LONG"
	ValueCaret    ErrorKind = "AI_CONTAINS_ILLEGAL_CARAT_CHARACTER"
)

// What can be wrong with a Digital Link.
const (
	LinkCharacter      ErrorKind = "URI_CONTAINS_ILLEGAL_CHARACTERS"
	LinkNoDomain       ErrorKind = "URI_MISSING_DOMAIN_AND_PATH_INFO"
	LinkDomain         ErrorKind = "DOMAIN_CONTAINS_ILLEGAL_CHARACTERS"
	LinkNoKey          ErrorKind = "NO_GS1_DL_KEYS_FOUND_IN_PATH_INFO"
	LinkQualifiers     ErrorKind = "INVALID_KEY_QUALIFIER_SEQUENCE"
	LinkPathEmpty      ErrorKind = "AI_VALUE_PATH_ELEMENT_IS_EMPTY"
	LinkQueryEmpty     ErrorKind = "AI_VALUE_QUERY_ELEMENT_IN_EMPTY"
	LinkPathNull       ErrorKind = "DECODED_AI_FROM_DL_PATH_INFO_CONTAINS_ILLEGAL_NULL"
	LinkQueryNull      ErrorKind = "DECODED_AI_VALUE_FROM_QUERY_PARAMS_CONTAINS_ILLEGAL_NULL"
	LinkUnknownAI      ErrorKind = "UNKNOWN_AI_IN_QUERY_PARAMS"
	LinkDuplicate      ErrorKind = "DUPLICATE_AI"
	LinkBelongsInPath  ErrorKind = "AI_SHOULD_BE_IN_PATH_INFO"
	LinkNotAnAttribute ErrorKind = "AI_IS_NOT_VALID_DATA_ATTRIBUTE"
)

// What a check of one component can find.
const (
	NotDigit          ErrorKind = "LINT_NON_DIGIT_CHARACTER"
	NotCSET82         ErrorKind = "LINT_INVALID_CSET82_CHARACTER"
	NotCSET39         ErrorKind = "LINT_INVALID_CSET39_CHARACTER"
	NotCSET64         ErrorKind = "LINT_INVALID_CSET64_CHARACTER"
	BadPadding        ErrorKind = "LINT_INVALID_CSET64_PADDING"
	WrongCheckDigit   ErrorKind = "LINT_INCORRECT_CHECK_DIGIT"
	NoCheckDigit      ErrorKind = "LINT_TOO_SHORT_FOR_CHECK_DIGIT"
	WrongCheckPair    ErrorKind = "LINT_INCORRECT_CHECK_PAIR"
	NoCheckPair       ErrorKind = "LINT_TOO_SHORT_FOR_CHECK_PAIR"
	CheckPairTooLong  ErrorKind = "LINT_TOO_LONG_FOR_CHECK_PAIR_IMPLEMENTATION"
	NoCompanyPrefix   ErrorKind = "LINT_TOO_SHORT_FOR_GCP"
	BadCompanyPrefix  ErrorKind = "LINT_INVALID_GCP_PREFIX"
	NoPrefixAnswer    ErrorKind = "LINT_GCP_DATASOURCE_OFFLINE"
	OnlyDigits        ErrorKind = "LINT_REQUIRES_NON_DIGIT_CHARACTER"
	NotImporter       ErrorKind = "LINT_INVALID_IMPORT_IDX_CHARACTER"
	NotOneImporter    ErrorKind = "LINT_IMPORTER_IDX_MUST_BE_ONE_CHARACTER"
	ZeroValue         ErrorKind = "LINT_ILLEGAL_ZERO_VALUE"
	ZeroPrefix        ErrorKind = "LINT_ILLEGAL_ZERO_PREFIX"
	NotZero           ErrorKind = "LINT_NOT_ZERO"
	NotZeroOrOne      ErrorKind = "LINT_NOT_ZERO_OR_ONE"
	NotWinding        ErrorKind = "LINT_INVALID_WINDING_DIRECTION"
	NotHyphen         ErrorKind = "LINT_NOT_HYPHEN"
	NotCountry        ErrorKind = "LINT_NOT_ISO3166"
	NotCountryOr999   ErrorKind = "LINT_NOT_ISO3166_OR_999"
	NotCountryLetters ErrorKind = "LINT_NOT_ISO3166_ALPHA2"
	NotCurrency       ErrorKind = "LINT_NOT_ISO4217"
	NotSex            ErrorKind = "LINT_INVALID_BIOLOGICAL_SEX_CODE"
	NotPackageType    ErrorKind = "LINT_INVALID_PACKAGE_TYPE"
	NotMediaType      ErrorKind = "LINT_INVALID_MEDIA_TYPE"
	BadPercent        ErrorKind = "LINT_INVALID_PERCENT_SEQUENCE"

	IBANTooShort  ErrorKind = "LINT_IBAN_TOO_SHORT"
	IBANTooLong   ErrorKind = "LINT_IBAN_TOO_LONG"
	IBANCharacter ErrorKind = "LINT_INVALID_IBAN_CHARACTER"
	IBANCountry   ErrorKind = "LINT_ILLEGAL_IBAN_COUNTRY_CODE"
	IBANChecksum  ErrorKind = "LINT_INCORRECT_IBAN_CHECKSUM"

	DateTooShort        ErrorKind = "LINT_DATE_TOO_SHORT"
	DateTooLong         ErrorKind = "LINT_DATE_TOO_LONG"
	IllegalMonth        ErrorKind = "LINT_ILLEGAL_MONTH"
	IllegalDay          ErrorKind = "LINT_ILLEGAL_DAY"
	IllegalHour         ErrorKind = "LINT_ILLEGAL_HOUR"
	IllegalMinute       ErrorKind = "LINT_ILLEGAL_MINUTE"
	IllegalSecond       ErrorKind = "LINT_ILLEGAL_SECOND"
	HourTooShort        ErrorKind = "LINT_HOUR_TOO_SHORT"
	HourTooLong         ErrorKind = "LINT_HOUR_TOO_LONG"
	MinuteTooShort      ErrorKind = "LINT_MINUTE_TOO_SHORT"
	MinuteTooLong       ErrorKind = "LINT_MINUTE_TOO_LONG"
	SecondTooShort      ErrorKind = "LINT_SECOND_TOO_SHORT"
	SecondTooLong       ErrorKind = "LINT_SECOND_TOO_LONG"
	HourMinuteTooShort  ErrorKind = "LINT_HOUR_WITH_MINUTE_TOO_SHORT"
	HourMinuteTooLong   ErrorKind = "LINT_HOUR_WITH_MINUTE_TOO_LONG"
	LatitudeLength      ErrorKind = "LINT_LATITUDE_INVALID_LENGTH"
	LongitudeLength     ErrorKind = "LINT_LONGITUDE_INVALID_LENGTH"
	IllegalLatitude     ErrorKind = "LINT_INVALID_LATITUDE"
	IllegalLongitude    ErrorKind = "LINT_INVALID_LONGITUDE"
	PieceLength         ErrorKind = "LINT_INVALID_LENGTH_FOR_PIECE_OF_TOTAL"
	ZeroPiece           ErrorKind = "LINT_ZERO_PIECE_NUMBER"
	ZeroPieces          ErrorKind = "LINT_ZERO_TOTAL_PIECES"
	PieceBeyondTotal    ErrorKind = "LINT_PIECE_NUMBER_EXCEEDS_TOTAL"
	PositionMalformed   ErrorKind = "LINT_POSITION_IN_SEQUENCE_MALFORMED"
	PositionBeyondTotal ErrorKind = "LINT_POSITION_EXCEEDS_END"
)

// sentence says what the kind means, without object or place.
func (k ErrorKind) sentence() string {
	if s, ok := sentences[k]; ok {
		return s
	}
	return "data is not as the standard has it (" + string(k) + ")"
}

var sentences = map[ErrorKind]string{
	Empty:              "nothing was read",
	TooLong:            "code is longer than any barcode",
	TooManyAIs:         "code holds too many elements",
	IllegalByte:        "code holds a byte that no barcode of ours may hold",
	BadEnvelope:        "code begins as an ISO 15434 message and does not end as one",
	IllegalCaret:       "code holds the character ^",
	PrimaryTooShort:    "product number is too short",
	PrimaryTooLong:     "product number is too long",
	PrimaryNotDigits:   "product number holds something other than digits",
	PrimaryCheckDigit:  "check digit of the product number is wrong",
	NoData:             "code holds no GS1 data",
	UnknownAI:          "no GS1 element begins like this",
	DataEmpty:          "element is empty",
	DataTooLong:        "element is too long",
	DataWrongLength:    "element has the wrong length",
	DifferentValues:    "element comes twice with different values",
	InvalidPair:        "element must not be used together with another one here",
	SerialMissing:      "element needs its serial number beside a digital signature",
	RequiredAIsMissing: "element lacks another one that it needs",
	BracketSyntax:      "text is not of the form (01)data",
	AIUnknown:          "no such application identifier",
	ValueTooShort:      "element is too short",
	ValueTooLong:       "element is too long",
	ValueCaret:         "element holds the character ^",
	LinkCharacter:      "link holds a character that no link may hold",
	LinkNoDomain:       "link has no domain or path",
	LinkDomain:         "link has an impossible domain",
	LinkNoKey:          "link names no GS1 key",
	LinkQualifiers:     "link has elements in its path that do not belong to its key",
	LinkPathEmpty:      "element in the path of the link is empty",
	LinkQueryEmpty:     "element in the query of the link is empty",
	LinkPathNull:       "element in the path of the link holds a zero byte",
	LinkQueryNull:      "element in the query of the link holds a zero byte",
	LinkUnknownAI:      "no such application identifier in the query of the link",
	LinkDuplicate:      "element comes twice in the link",
	LinkBelongsInPath:  "element belongs in the path of the link",
	LinkNotAnAttribute: "element must not be in the query of a link",
	NotDigit:           "a digit was expected",
	NotCSET82:          "character is not allowed in this element",
	NotCSET39:          "character is not allowed in this element",
	NotCSET64:          "character is not allowed in this element",
	WrongCheckDigit:    "check digit is wrong",
	WrongCheckPair:     "check characters are wrong",
	NoCompanyPrefix:    "element is too short for a company prefix",
	BadCompanyPrefix:   "company prefix is wrong",
	NoPrefixAnswer:     "company prefix cannot be looked up",
	ZeroValue:          "value must not be zero",
	ZeroPrefix:         "value must not begin with zero",
	NotCountry:         "no such country number",
	NotCountryLetters:  "no such country",
	NotCurrency:        "no such currency number",
	IBANChecksum:       "check digits of the account number are wrong",
	IllegalMonth:       "no such month",
	IllegalDay:         "no such day in this month",
	IllegalHour:        "no such hour",
	IllegalMinute:      "no such minute",
	IllegalSecond:      "no such second",
}

// fault is what a check found: nothing if its kind is empty.
type fault struct {
	kind  ErrorKind
	at, n int // place and length of what is wrong, in bytes of the checked text
}

// after is the fault, seen from a text that holds the checked one at offset.
func (f fault) after(offset int) fault {
	f.at += offset
	return f
}
