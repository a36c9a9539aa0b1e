/// Words that cannot be exchanged without changing the sense.
///
/// What stands on one side of the bar is opposed to what stands on the other. The first list holds opposites of which
/// one holds where the other does not, so that "not open" says "closed"; the second holds the ends of scales,
/// directions, roles and neighbours in a series.
package enum EnglishOpposites {
    /// Opposites of which one holds where the other does not.
    package static let complements = """
        true correct | false; possible | impossible; legal lawful allowed | illegal unlawful forbidden;
        open | closed close shut; alive living live | dead; present | absent; safe | unsafe dangerous;
        complete | incomplete; finite | infinite; odd | even; permanent | temporary; mortal | immortal;
        valid | invalid; visible | invisible; public | private secret; static | dynamic; real | imaginary fake;
        male | female; on | off; same equal identical | different unequal; known | unknown; dependent | independent;
        active | inactive passive; conscious | unconscious; included | excluded; reversible | irreversible;
        rational | irrational; linear | nonlinear; renewable | nonrenewable; organic | inorganic;
        certain sure | uncertain unsure; necessary | unnecessary; stable steady | unstable; online | offline;
        wired | wireless; deterministic | random nondeterministic; yes | no; succeed | fail; accept | reject
        """

    /// Opposites that both may fail to hold.
    package static let scales = """
        @m | @f; big large | small; high | low; long | short; wide broad | narrow; deep | shallow; thick | thin;
        heavy | light; hot warm heat | cold cool; strong | weak; hard | soft easy; difficult | easy;
        complex | simple; fast quick rapid | slow; early | late; soon | late; old ancient | new young; near | far;
        cheap | expensive dear; rich | poor; good | bad poor evil; well | badly poorly; many | few;
        much | little slightly; more | less fewer; most | least; maximum | minimum; maximal | minimal; upper | lower;
        major | minor; superior | inferior; full | empty; clean | dirty; dry | wet; dark | bright light;
        loud | quiet; rough | smooth exact; sharp | dull blunt; tight | loose; steep | gentle flat;
        common frequent | rare; frequently often | rarely; likely | unlikely; useful | useless harmful;
        harmful | harmless beneficial helpful; healthy | sick unhealthy; happy | sad unhappy; positive | negative;
        plus | minus; add | subtract remove; addition | subtraction; multiply | divide; multiplication | division;
        sum | difference; increase | decrease sink; expand | contract shrink; extend | shorten shrink;
        lengthen | shorten; strengthen | weaken; improve | worsen; accelerate | decelerate slow; gain | lose;
        double | halve; profit | loss; lose | keep retain preserve; win | lose; winner | loser; start | end stop;
        first | last; begin | end; enter | leave exit; arrive | depart leave; come | go; push | pull; send | receive;
        give | take; buy | sell; seller | buyer customer; borrow | lend; lender | borrower; creditor | debtor;
        export | import; exporter | importer; earn | spend; save | spend waste; income | expense; supply | demand;
        producer | consumer; produce make create | consume destroy; employer | employee worker; teacher | student;
        parent | child; mother | father; son | daughter; brother | sister; husband | wife; king | queen;
        host | guest; master | slave; client customer | server; sender | recipient receiver; attacker | defender;
        attack | defend; predator | prey; cause | prevent; allow | forbid prevent; support | oppose;
        agree | disagree; approve | disapprove reject; love | hate; like | dislike; trust | distrust;
        encourage | discourage; encrypt | decrypt; encode | decode; compress | decompress; lock | unlock;
        connect | disconnect separate; attach | detach; combine | separate; merge | split; include | exclude;
        appear | disappear vanish; remember | forget; find | lose; hide | show reveal; absorb | emit reflect;
        inhale | exhale; freeze | melt thaw boil; evaporate | condense; melt | solidify; float | sink; heat | cool;
        ignite | extinguish; charge | discharge; activate | deactivate; enable | disable; install | uninstall;
        load | unload; upload | download; build | destroy demolish; repair | damage break;
        protect | harm attack endanger; help | hinder harm; benefit | harm; advantage | disadvantage;
        strength | weakness; success | failure; victory | defeat; peace | war; friend | enemy; ally | enemy;
        birth | death; born | die; life | death; day | night; morning | evening; dawn | dusk; sunrise | sunset;
        am | pm; yesterday | tomorrow; today | yesterday tomorrow; past | future; former | latter;
        previous | next later; before | after; earlier | later; ancestor | descendant; predecessor | successor;
        above | below; over | under; up | down; upward upwards | downward downwards; top | bottom; front | back rear;
        forward forwards | backward backwards; inside | outside; inner internal | outer external;
        interior | exterior; indoor indoors | outdoor outdoors; in | out; into | from; inward | outward;
        left | right; north | south; northern | southern; northward | southward; east | west; eastern | western;
        northeast | southwest; northwest | southeast; horizontal | vertical; horizontally | vertically;
        clockwise | anticlockwise counterclockwise; centre | edge periphery; local | global remote worldwide;
        urban | rural; domestic | foreign; native | foreign; within | beyond outside; with | without; for | against;
        if | unless; until | since; toward | from; because | despite; summer | winter; spring | autumn;
        acid acidic | alkaline base alkali; solid | liquid gas; proton | electron neutron; anode | cathode;
        attract | repel; convex | concave; input | output; read | write; reader | writer; numerator | denominator;
        row | column; parallel | perpendicular sequential serial; series | parallel; synchronous | asynchronous;
        symmetric | asymmetric; hardware | software; analog analogue | digital; manual | automatic;
        manually | automatically; voluntary | mandatory compulsory; optional | mandatory required; direct | indirect;
        directly | indirectly; explicit | implicit; abstract | concrete; theory | practice; theoretical | practical;
        subjective | objective; qualitative | quantitative; natural | artificial synthetic; raw | cooked processed;
        liberal | conservative; democratic | authoritarian; democracy | dictatorship; majority | minority;
        rise | set; ascend | descend; ascending | descending; climb | descend; raise | lower; deflation | inflation;
        inflow | outflow; surplus | deficit; boom | recession bust; growth | contraction; bull | bear;
        asset | liability; debit | credit; gross | net; fixed | variable floating movable; constant | variable;
        absolute | relative; guilty | innocent; innocence | guilt; vice | virtue; brave | cowardly; hero | villain;
        wise | foolish; intelligent | stupid; reliable | unreliable; cooperate | compete; union | intersection;
        question | answer; problem | solution; plaintext | ciphertext; public | private; sparse | dense;
        shallow | deep; supervised | unsupervised; training | inference; overfit | underfit; precision | recall;
        encoder | decoder; prefill | decode; client | server; online | offline; vertebrate | invertebrate;
        carnivore | herbivore; mammal | reptile bird fish amphibian; artery | vein; bacterium | virus;
        dominant | recessive; diurnal | nocturnal; renewable | fossil; hydrogen | oxygen nitrogen helium;
        oxygen | nitrogen dioxide; kinetic | potential; endothermic | exothermic; perihelion | aphelion;
        lunar | solar; moon | sun earth; equator | pole; arctic | antarctic; atlantic | pacific;
        red | green blue yellow orange purple; green | blue yellow orange purple; blue | yellow orange purple;
        black | white; speed | slowness; hotter | colder; best | worst; cheapest | priciest; ahead | behind;
        lead | lag; exceed | undercut; overestimate | underestimate; overvalue | undervalue; mature | immature;
        ripe | unripe; pass | fail; create | destroy remove; store | delete remove; keep | discard remove replace;
        publish | withdraw; grant | revoke deny; revoke | issue; confirm | deny refute; prove | disprove refute;
        affirm | deny; admit | deny; permit | prohibit; praise | criticise; reward | punish; continue | stop;
        maintain | abandon; lift | lower; stretch | compress; dissolve | precipitate; sow | reap harvest;
        wake | sleep; laugh | cry; speak | listen; ask | answer; offer | refuse; visible | hidden;
        transparent | opaque; flexible | rigid; elastic | inelastic; fragile | robust; fresh | stale salt;
        sweet | bitter sour; noisy | silent; busy | idle; lucky | unlucky; cloudy | clear sunny; calm | stormy;
        mild | severe harsh; strict | lenient lax; generous | stingy; lazy | hardworking; polite | rude;
        tall | short; fat | thin; beautiful | ugly; interesting | boring; popular | unpopular; similar | different;
        alike | different; together | separately apart; simultaneous | successive consecutive; immediate | delayed;
        suddenly | gradually; permanently | temporarily; single | multiple double; singular | plural;
        individual | collective; uniform | varied; homogeneous | heterogeneous; regular | irregular;
        ordered | random unordered; ordinary | special; general | specific; partial | total whole;
        sufficient enough | insufficient; excess | lack; abundant | scarce; numerous | few; extra | missing;
        usual | unusual; essential | optional; important | trivial unimportant; central | peripheral decentral;
        centralised centralized | decentralised decentralized; serif | sans; lossless | lossy; mutable | immutable;
        reusable | disposable; portable | fixed; mobile | stationary
        """
}
