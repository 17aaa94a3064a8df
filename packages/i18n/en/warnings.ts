/** What a coordinator should look at in a plan's document, by the code of the warning; `count` is that of the items. */
export const warnings = {
  TRACK_COUNT: "there is a track {number}, but no {before}",
  EVENT_MISMATCH: "“{title}” ended on {end}, before every quarter of the timeline",
  QUARTER_GAP: "the cycle has quarters without a line in the timeline: {items}",
  NO_QUARTER:
    "{count} of {of} {of, plural, one {activity} other {activities}} of the tracks {count, plural, one {has} other {have}} no quarter",
  NO_APPROVER: "the document does not say who approves {count} of {of} {of, plural, one {output} other {outputs}}",
  NO_OWNER:
    "{count} of {of} {of, plural, one {output} other {outputs}} {count, plural, one {names} other {name}} no owner: the coordinators are assumed",
  UNKNOWN_ACTOR: "the document does not say who “{title}” are",
  AMBIGUOUS_ACTOR: "the document does not say who “{title}” are",
  TIMELINE_REPEATS:
    "the timeline repeats {activity}{shortened, select, missing {} other { and loses a clause{clause, select, missing {} other { ({clause})}}}}; both are kept as its sources",
  NOT_AN_OUTPUT: "{item} makes a document ({document}) that no expected output names",
  DUE_AFTER_DOCUMENT_DEADLINE:
    "the end of {quarter} comes after the document deadline of “{meeting}”, which falls on {latest}{open, select, missing {} other { at the latest}}",
  MEETING_DAYS_UNKNOWN: "the days of “{title}” are not known, so that what is counted from it has no date yet: {items}",
  LONE_SUB_ITEM: "{number} is the only sub-item of its objective",
  GROUP_UNLISTED: "nobody is listed under bodies for {items}, whom a silence procedure addresses",
  PARTY_UNREACHED:
    "no letter reaches {count}{body, select, missing { {count, plural, one {partner} other {partners}} of activities} other { of {of} {of, plural, one {member} other {members}} of {body}}} to the end of the cycle: nobody has a mandate and an address there",
}
