/// Words that can stand for one another in an answer; a semicolon ends a concept, which the first word names.
///
/// A word is in one concept at most. Concepts hold what is the same in nearly every sentence: a word with a narrower
/// or wider sense is left out, so that it is found as a difference.
package enum EnglishSynonyms {
    /// The concepts.
    package static let lines = """
        fridge refrigerator; bicycle bike; television tv; laptop notebook; yoghurt yogurt; lawyer attorney solicitor;
        sofa couch; stove cooker; smartphone cellphone mobile;
        use utilise utilize employ usage utilisation utilization; big large huge enormous sizeable sizable;
        small little tiny; quick fast rapid swift speedy; start begin commence beginning; end finish conclude;
        stop halt cease; show demonstrate illustrate display indicate; help assist aid; buy purchase;
        get obtain acquire; give provide supply offer; make create produce generate creation;
        build construct construction; change alter modify alteration modification;
        choose select pick choice selection; need requirement; allow permit enable let; prevent avert;
        forbid prohibit ban; keep retain; store save storage; remove delete eliminate erase removal deletion;
        increase rise grow growth; decrease decline fall drop reduce reduction lower lessen diminish;
        improve enhance better improvement enhancement; worsen deteriorate; discover detect; measure measurement;
        compute calculate computation calculation; determine establish; explain clarify explanation;
        describe description; contain include comprise; part portion piece fraction component; whole entire;
        total overall; about concerning regarding; answer reply response respond; question query;
        method approach technique; way manner; aim goal objective purpose; result outcome; problem issue difficulty;
        error mistake; fault defect; danger hazard; important significant crucial essential vital;
        main chief principal primary; basic fundamental; typical usual; common widespread;
        rare uncommon unusual scarce; different distinct; difference distinction; similar alike;
        identical same equal; true correct right accurate; false incorrect wrong inaccurate untrue; exact precise;
        approximate rough; easy simple straightforward effortless; hard difficult tough; complex complicated;
        clear obvious evident; old ancient; new novel; modern contemporary; former previous earlier;
        later subsequent; near close nearby; far distant; cheap inexpensive affordable; expensive pricey;
        rich wealthy; strong powerful; weak feeble; sick ill; illness disease sickness; doctor physician;
        car automobile; road street; city town; nation country; area region; place location site; house home;
        job occupation; worker employee; company firm corporation business; money cash; price cost expense;
        pay payment; law statute; child kid; student pupil; teacher instructor; scientist researcher; study research;
        test examine; check verify verification; proof evidence; idea concept notion; opinion view; believe think;
        understand comprehend; remember recall; say state tell claim; speak talk; see observe observation;
        send transmit transmission; turn rotate rotation spin; travel journey; come arrive; leave depart;
        connect link join connection; separate divide split division; combine merge combination;
        collect gather collection; spread distribute distribution; mix blend mixture; cold chilly; speed velocity;
        earth globe; worldwide global globally; ocean sea; river stream; animal creature; human person;
        eat consume consumption; live reside; protect guard protection; damage harm; destroy destruction;
        repair fix mend; replace substitute replacement; fail failure; succeed success; try attempt;
        perform execute execution performance; happen occur; exist existence; remain stay; continue persist;
        copy duplicate; picture image; amount quantity; constant steady; safe secure; safety security;
        dangerous unsafe hazardous; attack assault; attacker adversary; enemy foe; leader head; king monarch;
        woman female; man male; customer client buyer; seller vendor; maker producer manufacturer; machine device;
        tool instrument; program software; data information; secret confidential; encrypt encryption;
        decrypt decryption; sign signature; hash digest; order sequence; centre center middle; high tall; wide broad;
        long lengthy; short brief; empty vacant; enough sufficient; lack shortage; extra additional further;
        limit limitation; average mean; possible feasible; impossible infeasible; likely probable;
        unlikely improbable; probability chance likelihood; useful helpful; famous renowned; quiet silent;
        loud noisy; immediate instantaneous immediately; suddenly abruptly; gradually progressively;
        together jointly; accelerate hasten; emit release; convert translate transform conversion transformation;
        depend reliance; ensure guarantee; search seek; suggest propose; recommend recommendation; reject refuse;
        approve approval; confirm confirmation; announce announcement; publish publication; introduce introduction;
        invent invention; develop development; decide decision; manage management; operate operation;
        maintain maintenance; adapt adjust adaptation adjustment; evolve evolution; react reaction;
        interact interaction; compare comparison; define definition; classify categorise categorize; kind type sort;
        class category; example instance; property characteristic feature attribute; ability capability capacity;
        advantage benefit; disadvantage drawback downside; role function; colour color; red crimson; liquid fluid;
        rock stone; organise organize organisation organization; analyse analyze analysis; behaviour behavior;
        neighbour neighbor; grey gray; litre liter; metre meter; optimise optimize; minimise minimize;
        maximise maximize; recognise recognize recognition; quantise quantize quantisation quantization;
        tokenise tokenize; fibre fiber; defence defense; licence license; catalogue catalog; labour labor;
        favour favor; aluminium aluminum; sulphur sulfur; ageing aging; fly flight; hue tint; motor engine;
        photograph photo; purr hum; vanish disappear; demand require; usable useable;
        nowadays today currently presently; completely fully; slightly somewhat; considerably substantially markedly;
        exceed surpass; reach attain; achieve accomplish; ask inquire request; careful cautious; clever smart;
        comfortable cosy; deadly lethal fatal; delicious tasty; educate teach; environment surroundings; evil wicked;
        exam examination; fee charge; fortunate lucky; funny amusing; garbage trash rubbish waste; glad happy;
        hurry rush; injure hurt wound; loyal faithful; maybe perhaps; odd strange peculiar; often frequently;
        parcel package; peak summit; phone telephone; pile heap stack; plane aeroplane airplane aircraft;
        polite courteous; ready prepared; reliable dependable trustworthy; renew renewal; sad unhappy; shout yell;
        shy timid; sole single; suitable appropriate fitting; surprise astonish; survive endure; thief robber;
        tidy neat; tired weary; trust confidence; truck lorry; value worth; vary differ; violent brutal; desire wish;
        warn alert caution; withdraw revoke retract; wonderful marvellous marvelous; yearly annual annually;
        daily everyday; hidden concealed; allocate assign; amend revise; appear seem; assess evaluate;
        authorise authorize; barrier obstacle; boundary border; attach fasten; command instruction; compress squeeze;
        conserve preserve; convey communicate; deduce infer; dispute disagreement; durable lasting; elect vote;
        emerge arise; estimate estimation; expand enlarge; expert specialist; explode burst; fake counterfeit forged;
        fetch retrieve; forecast predict prediction; gap hole; genuine authentic; habit custom; install installation;
        lawful legal; mandatory compulsory; mirror reflect; monitor supervise; mutual reciprocal; nutrient food;
        obsolete outdated; outline sketch; perish die; postpone delay; proportion share; pursue chase; puzzle riddle;
        random arbitrary; regulate regulation; reveal disclose; reward prize; rigid stiff; salary wage;
        scatter disperse; scent smell; slim slender; surface exterior; swap exchange; trigger activate;
        universal general; vessel ship; visible apparent; wander roam
        """
}
