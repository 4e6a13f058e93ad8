#include "widgets/export/proof_choice.h"

#include "core/export/python.h"
#include "widgets/common/format.h"
#include "widgets/common/kit.h"
#include "widgets/export/format_card.h"
#include "widgets/theme/said.h"

#include <QCheckBox>
#include <QSignalBlocker>

namespace lathe::widgets {

ProofChoice::ProofChoice(QWidget* parent)
    : QWidget(parent), m_prove(new QCheckBox(this)), m_hint(makeLabel({}, "faint", this)), m_missing(makeFrame("drop", this)),
      m_notice(makeLabel({}, "muted", m_missing)), m_byHand(makeLabel({}, "faint", m_missing)), m_allow(new QCheckBox(m_missing))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_prove);
    column->addWidget(m_hint);
    column->addWidget(m_missing);
    auto* inside = new QVBoxLayout(m_missing);
    inside->setContentsMargins(14, 10, 14, 10);
    inside->setSpacing(6);
    for (QLabel* label : {m_notice, m_byHand})
        inside->addWidget(label);
    inside->addWidget(m_allow);
    for (QLabel* label : {m_hint, m_notice, m_byHand})
        label->setWordWrap(true);
    m_byHand->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_prove->setText(tr("Prove it in its runtime")); // until a format is shown
    m_allow->setText(tr("Allow the download"));
    m_missing->hide();
    connect(m_prove, &QCheckBox::toggled, this, &ProofChoice::changed);
    connect(m_allow, &QCheckBox::toggled, this, [this](bool isAllowed) {
        if (isAllowed && m_prove->isEnabled())
            m_prove->setChecked(true); // what it would be installed for
        Q_EMIT changed();
    });
}

void ProofChoice::show(const exports::FormatInfo& format, const std::vector<std::string>& missing, const QString& whyNot)
{
    const QSignalBlocker quietProof(m_prove), quietAllow(m_allow);
    const bool isNew = m_format != format.key || m_lacks != missing;
    const bool canProve = whyNot.isEmpty() && !format.runtimes.empty();
    m_format = format.key;
    m_lacks = missing;
    m_isNeeded = format.needsPython;
    m_hasAny = missing.size() < format.runtimes.size();
    m_runtimes = runtimeTitles(format);
    m_prove->setText(m_runtimes.isEmpty() ? tr("Prove it in its runtime") : tr("Prove it in %1").arg(m_runtimes));
    if (isNew || !canProve)
        m_prove->setChecked(canProve && m_hasAny);
    m_prove->setEnabled(canProve);
    m_hint->setText(format.runtimes.empty() ? tr("No runtime that Lathe knows runs this format.")
                    : canProve              ? tr("Every test text is answered there as well and compared with Lathe's answer: logits, decisions, "
                                                 "quality, latency.")
                                            : whyNot);
    if (isNew)
        m_allow->setChecked(false);
    m_missing->setVisible(!missing.empty() && (canProve || m_isNeeded));
    QStringList titles, notices, byHand;
    for (const std::string& key : missing) {
        const exports::RuntimeInfo& runtime = exports::runtimeNamed(key);
        const QString title = QString::fromStdString(runtime.title);
        titles += title;
        notices += tr("%1 is not installed for Lathe. If you allow it, it is downloaded from PyPI (%2) into %3. Nothing else on "
                      "this machine is changed.")
                       .arg(title, saidMessage(runtime.download), toQString(exports::PythonEnvironments::defaultFolder() / key));
        byHand += tr("Or by hand: install %1 of the export with pip into a Python environment of your own, and run %2 there.")
                      .arg(QString::fromStdString(runtime.requirements), QString::fromStdString(runtime.script));
    }
    m_notice->setText(notices.join('\n'));
    m_byHand->setText(byHand.join('\n'));
    m_allow->setText(tr("Allow Lathe to download and install %1").arg(titles.join(", ")));
}

bool ProofChoice::isProving() const
{
    return m_prove->isEnabled() && m_prove->isChecked();
}

bool ProofChoice::mayInstall() const
{
    return !m_missing->isHidden() && m_allow->isChecked();
}

QString ProofChoice::problem() const
{
    if (m_hasAny || m_lacks.empty() || mayInstall()) // what is missing beside one that is ready is left out
        return {};
    if (m_isNeeded)
        return tr("This format is made by %1, which is not installed: allow the download, or choose another format.").arg(m_runtimes);
    return isProving() ? tr("%1 is not installed: allow the download, or leave out the proof.").arg(m_runtimes) : QString();
}

QString ProofChoice::notice() const
{
    return m_missing->isHidden() ? QString() : m_notice->text() + "\n" + m_byHand->text();
}

} // namespace lathe::widgets
