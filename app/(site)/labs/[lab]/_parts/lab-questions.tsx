"use client";
import { answerQuestion } from "#domain/labs/answers/answer-question";
import type { LabFigures } from "#domain/labs/figures";
import type { Lab, LabQuestion } from "#domain/labs/lab";
import { Plate } from "../../../../_ui/plate.tsx";
import { OwnAnswer } from "./own-answer.tsx";

type LabQuestionsProps = {
  lab: Lab;
  figures: LabFigures;
  answers: Readonly<Record<string, string>>;
  viewerId: string | null;
};

/** The questions of a lab: what its runs say on the left, what the student says on the right. */
export function LabQuestions({ lab, figures, answers, viewerId }: LabQuestionsProps) {
  return (
    <Plate title="Questions" caption="What the runs say is computed from their figures; your own words stand beside it">
      {lab.questions.map((question) => (
        <article key={question.id} className="lab-question" aria-labelledby={`question-${question.id}`}>
          <div>
            <h3 id={`question-${question.id}`}>{question.prompt}</h3>
            <Computed question={question} figures={figures} />
          </div>
          {viewerId ? (
            <OwnAnswer
              key={viewerId}
              viewerId={viewerId}
              lab={lab.id}
              question={question}
              kept={answers[question.id] ?? ""}
            />
          ) : (
            <p className="caption">Sign in to write your own answer.</p>
          )}
        </article>
      ))}
    </Plate>
  );
}

function Computed({ question, figures }: { question: LabQuestion; figures: LabFigures }) {
  const { state, sentences } = answerQuestion(question, figures);
  return (
    <div className="lab-computed" data-state={state}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}
