/**
 * What is stored and may be edited without any reader being told something else: why, for each. Everything else that is
 * stored must be found by a verification; the columns and attributes are read from the schema itself.
 */
export const unread: Readonly<Record<string, string>> = {
  "events.db probe.body": "written and deleted again, to learn whether the disk takes a write",
  "events.db cursors.consumer": "how far a consumer has read: no reader is told of it",
  "events.db cursors.seq": "as above; it is kept twice and the older counts, and what is done again is done once",
  "views.db cursors.consumer": "as above",
  "views.db cursors.seq": "as above",
  "views.db generations.next": "where rows of a rebuild are written to as well; it is never read from",
  "views.db generations.last": "the number from which a rebuild counts on",
  "texts.db texts.hash of an erased text": "the commit that redacts it says that it is gone, and it is",
  "texts.db texts.salt of an erased text": "a text without a body is read as erased, whatever else is beside it",
  "texts.db texts.plan of an erased text": "as above",
  "texts.db texts.media of an erased text": "as above",
  "views generations.next": "as in views.db",
  "views generations.last": "as in views.db",
  "texts erased text.pk": "as in texts.db",
  "texts erased text.sk": "as in texts.db",
  "texts erased text.parts": "read only when it is erased once more, to delete what an erasure left",
  "the last four characters of ring":
    "three bytes of the newest command's body: read only when its id comes again, which they can but have refused",
}
