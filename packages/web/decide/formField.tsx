import { fieldHint, fieldText, translate, translateDynamic } from "@demarche/i18n"
import type { Child } from "hono/jsx"
import type { Visit } from "../visit.ts"
import type { FormFault } from "./formCommand.ts"
import { type FieldChoices, type FormField, type FormValues, inputId } from "./formFields.ts"

/** A field as it is shown: what can be chosen, what it holds, and what is wrong with that. */
export interface ShownField {
  visit: Pick<Visit, "language">
  /** The command that it is a field of. */
  act: string
  field: FormField
  choices: FieldChoices | undefined
  form: FormValues
  errors: readonly string[]
  /** The offsets of an hour that occurs twice. */
  offsets?: FormFault["offsets"]
  /** How it is filled in here, in place of what is said of such fields everywhere. */
  hint?: string | undefined
  /** Times are of that zone, in words. */
  zone: string
}

/** What a field is called: by the form's command or, where it is another command's, by that. */
export function labelText({ language }: ShownField["visit"], form: string, { path, called }: FormField): string {
  return fieldText(language, called?.act ?? form, called?.path ?? path)
}

/** What is wrong at each field of a form, as items of a list, with the way to it. */
export function FaultsOfFields({
  visit,
  act,
  fields,
  at,
}: Pick<ShownField, "visit" | "act"> & { fields: readonly FormField[]; at: ReadonlyMap<string, readonly string[]> }) {
  return (
    <>
      {fields.flatMap((field) =>
        (at.get(field.path) ?? []).map((each) => (
          <li>
            <a href={`#${inputId(field.path)}`}>{labelText(visit, act, field)}</a>
            {translate(visit.language, "marks.colon")}
            {each}
          </li>
        )),
      )}
    </>
  )
}

/** A field of a form: its label, how it is filled in, what is wrong with it, and its inputs. */
export function FieldOfForm(shown: ShownField) {
  const { field, choices } = shown
  const { input, many } = field
  if (input.is === "deadline" || input.is === "instant") return <TimeField {...shown} />
  if (input.is === "decision") return <DecisionField {...shown} />
  if (input.is === "tick") return <TickField {...shown} />
  if (choices && many) return <SeveralField {...shown} options={choices.options} />
  if (choices && choices.options.length > 0) return <ChoiceField {...shown} choices={choices} />
  return <TypedField {...shown} />
}

const hintOf = ({ hint, visit, act, field: { path, called } }: ShownField) =>
  hint ?? fieldHint(visit.language, called?.act ?? act, called?.path ?? path)

function describedBy(shown: ShownField): string | undefined {
  const { field, errors } = shown
  const id = inputId(field.path)
  const hint = hintOf(shown) !== undefined && `${id}-hint`
  const error = errors.length > 0 && `${id}-error`
  return [error, hint].filter(Boolean).join(" ") || undefined
}

function labelOf({ visit, act, field }: ShownField): string {
  const label = labelText(visit, act, field)
  return field.required || field.unsaid !== undefined ? label : translate(visit.language, "decide.optional", { label })
}

function FieldNotes(shown: ShownField) {
  const { field, errors } = shown
  const id = inputId(field.path)
  const hint = hintOf(shown)
  return (
    <>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {errors.length > 0 && (
        <span class="error" id={`${id}-error`}>
          {errors.join(" ")}
        </span>
      )}
    </>
  )
}

/** One input below its label. */
function LabelledInput({ shown, children }: { shown: ShownField; children?: Child }) {
  return (
    <p class="field">
      <label for={inputId(shown.field.path)}>{labelOf(shown)}</label>
      <FieldNotes {...shown} />
      <br />
      {children}
    </p>
  )
}

/** Several inputs under one heading. */
function GroupedInputs({ shown, children }: { shown: ShownField; children?: Child }) {
  return (
    <fieldset aria-describedby={describedBy(shown)}>
      <legend>{labelOf(shown)}</legend>
      <FieldNotes {...shown} />
      {children}
    </fieldset>
  )
}

function attributesOf(shown: ShownField) {
  const { field, errors } = shown
  return {
    id: inputId(field.path),
    name: field.path,
    required: field.required,
    "aria-invalid": errors.length > 0 ? ("true" as const) : undefined,
    "aria-describedby": describedBy(shown),
  }
}

function TypedField(shown: ShownField) {
  const { field, form } = shown
  const { path, many, input } = field
  const said = form[path] ?? []
  const attributes = attributesOf(shown)
  const most = input.is === "line" || input.is === "prose" ? input.most : undefined
  if (input.is === "prose")
    return (
      <LabelledInput shown={shown}>
        <textarea {...attributes} rows={field.required ? 8 : 3} maxlength={most} dir="auto">
          {said.join("\n")}
        </textarea>
      </LabelledInput>
    )
  const counts = !many && (input.is === "number" || input.is === "counted")
  const type = input.is === "day" ? "date" : input.is === "month" ? "month" : "text"
  return (
    <LabelledInput shown={shown}>
      <input
        {...attributes}
        type={type}
        inputmode={counts ? "decimal" : undefined}
        maxlength={type === "text" && !many ? most : undefined}
        value={said.join(", ")}
        dir={type === "text" ? "auto" : undefined}
      />
    </LabelledInput>
  )
}

/** One of a list; where the list does not hold it, in words. */
function ChoiceField(shown: ShownField & { choices: FieldChoices }) {
  const { visit, field, choices, form } = shown
  const { language } = visit
  const { options, open } = choices
  const [said] = (form[field.path] ?? []).filter((each) => each !== "")
  const isListed = options.some(({ value }) => value === said)
  const only = (field.required && options.length === 1 && !open) || field.unsaid !== undefined
  const attributes = attributesOf(shown)
  return (
    <LabelledInput shown={shown}>
      <select {...attributes} required={field.required && !open}>
        {!only && <option value="">{translate(language, field.required ? "decide.choose" : "decide.none")}</option>}
        {options.map(({ value, label }) => (
          <option value={value} selected={value === said}>
            {label}
          </option>
        ))}
      </select>
      {open && (
        <>
          <br />
          <label for={`${attributes.id}-words`}>{translate(language, "decide.orWords")}</label>
          <br />
          <input
            id={`${attributes.id}-words`}
            name={field.path}
            maxlength={500}
            value={isListed ? "" : said}
            dir="auto"
          />
        </>
      )}
    </LabelledInput>
  )
}

/** Any of a list, each with a box to tick. */
function SeveralField({ options, ...shown }: ShownField & { options: FieldChoices["options"] }) {
  const { path } = shown.field
  const said = shown.form[path] ?? []
  return (
    <GroupedInputs shown={shown}>
      <div class="ticks">
        {options.map(({ value, label }, place) => (
          <Box type="checkbox" path={path} place={place} value={value} label={label} checked={said.includes(value)} />
        ))}
      </div>
    </GroupedInputs>
  )
}

interface BoxOf {
  type: "checkbox" | "radio"
  path: string
  place: number
  value: string
  label: string
  checked: boolean
  required?: boolean
}

function Box({ type, path, place, value, label, checked, required }: BoxOf) {
  const id = place === 0 ? inputId(path) : `${inputId(path)}-${place}`
  return (
    <p>
      <input id={id} type={type} name={path} value={value} checked={checked} required={required} />{" "}
      <label for={id}>
        <bdi>{label}</bdi>
      </label>
    </p>
  )
}

function DecisionField(shown: ShownField) {
  const { visit, act, field, form } = shown
  const { path, required } = field
  return (
    <GroupedInputs shown={shown}>
      {(["yes", "no"] as const).map((value, place) => (
        <Box
          {...{ type: "radio", path, place, value, required }}
          label={translateDynamic(visit.language, `decide.said.${act}.${value}`)}
          checked={form[path]?.[0] === value}
        />
      ))}
    </GroupedInputs>
  )
}

function TickField(shown: ShownField) {
  const { visit, act, field, form } = shown
  const attributes = attributesOf(shown)
  return (
    <p class="field">
      <input {...attributes} type="checkbox" value="yes" checked={form[field.path]?.[0] === "yes"} />{" "}
      <label for={attributes.id}>{labelText(visit, act, field)}</label>
      <FieldNotes {...shown} />
    </p>
  )
}

/** A day and a time; of an hour that occurs twice, which of the two. */
function TimeField(shown: ShownField) {
  const { visit, field, form, offsets = [], zone } = shown
  const { language } = visit
  const { path } = field
  const said = (part: string) => form[`${path}.${part}`]?.[0] ?? ""
  const id = inputId(path)
  return (
    <GroupedInputs shown={shown}>
      <p class="row">
        <span>
          <label for={id}>{translate(language, "decide.day")}</label>{" "}
          <input id={id} type="date" name={`${path}.day`} value={said("day")} required={field.required} />
        </span>
        <span>
          <label for={`${id}-time`}>{translate(language, "decide.time")}</label>{" "}
          <input id={`${id}-time`} type="time" name={`${path}.time`} value={said("time")} required={field.required} />{" "}
          <span class="quiet">{zone}</span>
        </span>
      </p>
      {offsets.map((offset, place) => (
        <Box
          {...{ type: "radio", path: `${path}.offset`, place, value: offset, required: true }}
          label={translate(language, "decide.offset", { which: place === 0 ? "first" : "second", offset })}
          checked={said("offset") === offset}
        />
      ))}
    </GroupedInputs>
  )
}
