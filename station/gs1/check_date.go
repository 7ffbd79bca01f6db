package gs1

import "time"

// A date has two or four digits of the year; in some of them day 00 means the
// last of the month.
func dateShort(data string) fault        { return date(data, 2, 1) }
func dateShortOrMonth(data string) fault { return date(data, 2, 0) }
func dateLong(data string) fault         { return date(data, 4, 1) }
func dateLongOrMonth(data string) fault  { return date(data, 4, 0) }

func date(data string, yearDigits, firstDay int) fault {
	if length := yearDigits + 4; len(data) != length {
		return tooShortOrLong(data, length, DateTooShort, DateTooLong)
	}
	if f := numeric(data); f.kind != "" {
		return f
	}
	year, month, day := value(data[:yearDigits]), value(data[yearDigits:yearDigits+2]), value(data[yearDigits+2:])
	if yearDigits == 2 {
		year += 2000 // the leap years of other centuries have the same two digits, but for 00
	}
	if month < 1 || month > 12 {
		return fault{IllegalMonth, yearDigits, 2}
	}
	if day < firstDay || day > lastDay(year, month) {
		return fault{IllegalDay, yearDigits + 2, 2}
	}
	return fault{}
}

func lastDay(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func tooShortOrLong(data string, length int, short, long ErrorKind) fault {
	if len(data) < length {
		return fault{short, 0, len(data)}
	}
	return fault{long, 0, len(data)}
}

// value is the number that digits spell; they are few and known to be digits.
func value(digits string) int {
	n := 0
	for i := range len(digits) {
		n = 10*n + int(digits[i]-'0')
	}
	return n
}

func hour(data string) fault   { return clock(data, 23, HourTooShort, HourTooLong, IllegalHour) }
func minute(data string) fault { return clock(data, 59, MinuteTooShort, MinuteTooLong, IllegalMinute) }

func second(data string) fault { return clock(data, 59, SecondTooShort, SecondTooLong, IllegalSecond) }

func clock(data string, most int, short, long, illegal ErrorKind) fault {
	if len(data) != 2 {
		return tooShortOrLong(data, 2, short, long)
	}
	if f := numeric(data); f.kind != "" {
		return f
	}
	if value(data) > most {
		return fault{illegal, 0, 2}
	}
	return fault{}
}

func hourMinute(data string) fault {
	if len(data) != 4 {
		return tooShortOrLong(data, 4, HourMinuteTooShort, HourMinuteTooLong)
	}
	if f := numeric(data); f.kind != "" {
		return f
	}
	if f := hour(data[:2]); f.kind != "" {
		return f
	}
	return minute(data[2:]).after(2)
}
