/// Sentences around an answer that say nothing about the question.
enum EnglishPleasantries {
    static let sentences = EnglishRefusals.lines(
        """
        good question
        great question
        that is a good question
        that's a good question
        that is a great question
        that's a great question
        thanks for asking
        thank you for asking
        thank you for your question
        sure
        sure thing
        of course
        certainly
        absolutely
        gladly
        happy to help
        i am happy to help
        i'm happy to help
        here is the answer
        here's the answer
        here is an answer
        here you go
        here is a short answer
        here is a summary
        let me explain
        let me answer that
        in short
        to put it briefly
        i hope this helps
        i hope that helps
        hope this helps
        hope that helps
        let me know if you have questions
        let me know if you have any questions
        let me know if you have any other questions
        let me know if you need anything else
        feel free to ask
        feel free to ask more questions
        is there anything else you would like to know
        do you have any other questions
        """)
}
