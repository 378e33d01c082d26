//! Days of the proleptic Gregorian calendar, as PostgreSQL counts them: whole numbers, no time zone.

/// A day, counted from 1970-01-01, which is 0. Years before 1 are negative, year 0 is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i64);

/// A day by its name. Year 0 is 1 BC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: i64,
    /// 1 to 12.
    pub(crate) month: u8,
    /// 1 to 31.
    pub(crate) day: u8,
}

const DAYS_OF_400_YEARS: i64 = 146_097;
/// From 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

impl Day {
    /// The day of a date; a day of the month beyond its end counts on into the next one.
    pub(crate) fn of(date: Date) -> Self {
        // Years begin in March here, so that the leap day is their last one.
        let (year, month) = if date.month > 2 {
            (date.year, i64::from(date.month) - 3)
        } else {
            (date.year - 1, i64::from(date.month) + 9)
        };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * month + 2) / 5 + i64::from(date.day) - 1;
        let days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Self(era * DAYS_OF_400_YEARS + days - EPOCH)
    }

    /// Its date.
    pub(crate) fn date(self) -> Date {
        let days = self.0 + EPOCH;
        let era = days.div_euclid(DAYS_OF_400_YEARS);
        let of_era = days.rem_euclid(DAYS_OF_400_YEARS);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let (year, month) = (era * 400 + year, if month < 10 { month + 3 } else { month - 9 });
        let narrow = |number: i64| u8::try_from(number).unwrap_or_default();
        Date { year: if month <= 2 { year + 1 } else { year }, month: narrow(month), day: narrow(day) }
    }

    /// Monday is 0. 1970-01-01 was a Thursday.
    pub(crate) fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }
}

impl Date {
    /// The first day of a month that is counted on from this one; months before January and beyond
    /// December belong to other years.
    pub(crate) fn first_of_month(year: i64, month_from_zero: i64) -> Self {
        Self {
            year: year + month_from_zero.div_euclid(12),
            month: u8::try_from(month_from_zero.rem_euclid(12) + 1).unwrap_or(1),
            day: 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i64, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }

    #[test]
    fn days_are_counted_as_the_world_counts_them() {
        assert_eq!(Day::of(date(1970, 1, 1)), Day(0));
        assert_eq!(Day::of(date(2000, 3, 1)), Day(11_017));
        assert_eq!(Day::of(date(2024, 2, 29)).date(), date(2024, 2, 29));
        assert_eq!(Day::of(date(1, 1, 1)), Day(-719_162));
        assert_eq!(Day::of(date(9999, 12, 31)), Day(2_932_896));
        assert_eq!(Day::of(date(2026, 11, 24)).weekday(), 1);
    }

    #[test]
    fn every_day_of_ten_thousand_years_follows_the_one_before() {
        let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let mut day = Day::of(date(-1, 1, 1));
        for year in -1..10_001 {
            let february = if leap(year) { 29 } else { 28 };
            for (month, length) in (1..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                for number in 1..=length {
                    assert_eq!(day.date(), date(year, month, number));
                    assert_eq!(Day::of(date(year, month, number)), day);
                    day = Day(day.0 + 1);
                }
            }
        }
    }

    #[test]
    fn months_count_on_over_years() {
        assert_eq!(Date::first_of_month(2026, 12), date(2027, 1, 1));
        assert_eq!(Date::first_of_month(2026, -1), date(2025, 12, 1));
    }
}
